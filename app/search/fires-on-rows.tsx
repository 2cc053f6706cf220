'use client'

import { useMemo, useRef } from 'react'
import { Meter } from '@/app/_ui/charts/meter'
import { useSoftLinks } from '@/app/_ui/soft-links'
import { formatActivation, formatCount, formatPercent } from '@/lib/api/format'
import { type Packed, unpack } from '@/lib/api/packed'
import { paths } from '@/lib/api/paths'
import type { FiresOn, SearchSort } from '@/lib/api/search'
import { FeatureName } from './feature-name'

interface Props {
  dictionary: string
  rows: Packed<readonly FiresOn[]>
  /** The figure the list is ordered by, which stands out. */
  sort: SearchSort
}

export function FiresOnRows({ dictionary, rows, sort }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  useSoftLinks(body)
  const features = useMemo(() => unpack(rows), [rows])
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
          <td className="c-n num">
            {formatCount(row.count)}
            {row.occurrences === null ? null : (
              <span className="dim">{` of ${formatCount(row.occurrences)}`}</span>
            )}
          </td>
          <td className={sort === 'activation' ? 'c-m num by' : 'c-m num'}>{formatActivation(row.mean)}</td>
          <td className={sort === 'max' ? 'c-x num by' : 'c-x num sec'}>{formatActivation(row.max)}</td>
          <td className={sort === 'share' ? 'c-p by' : 'c-p'}>
            <span className="track">
              <Meter share={row.share} kind="act" />
            </span>
            <span>{formatPercent(row.share, 2)}</span>
          </td>
        </tr>
      ))}
    </tbody>
  )
}
