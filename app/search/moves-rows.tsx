'use client'

import { useMemo, useRef } from 'react'
import { Meter } from '@/app/_ui/charts/meter'
import { useSoftLinks } from '@/app/_ui/soft-links'
import { formatSigned } from '@/lib/api/format'
import { type Packed, unpack } from '@/lib/api/packed'
import { paths } from '@/lib/api/paths'
import type { Moves } from '@/lib/api/search'
import { FeatureName } from './feature-name'

interface Props {
  dictionary: string
  rows: Packed<readonly Moves[]>
  kind: 'raises' | 'lowers'
}

export function MovesRows({ dictionary, rows, kind }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  useSoftLinks(body)
  const features = useMemo(() => unpack(rows), [rows])
  const way = kind === 'raises' ? 'up' : 'down'
  const largest = Math.abs(features[0]?.value ?? 0)
  return (
    <tbody ref={body}>
      {features.map((row) => (
        <tr key={row.index}>
          <td className="c-id">
            <a className="id" href={paths.feature(dictionary, row.index)} data-row>
              {`#${row.index}`}
            </a>
          </td>
          <td className="c-l">
            <FeatureName feature={row} />
          </td>
          <td className="c-w">
            <Meter share={largest > 0 ? Math.abs(row.value) / largest : 0} kind={way} />
          </td>
          <td className={`c-v num ${way}`}>{formatSigned(row.value)}</td>
        </tr>
      ))}
    </tbody>
  )
}
