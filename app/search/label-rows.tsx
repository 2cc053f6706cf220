'use client'

import { useMemo, useRef } from 'react'
import { useSoftLinks } from '@/app/_ui/soft-links'
import { formatActivation, formatFixed, formatPercent } from '@/lib/api/format'
import { type Packed, unpack } from '@/lib/api/packed'
import { paths } from '@/lib/api/paths'
import type { LabelHit } from '@/lib/api/search'

export function LabelRows({ dictionary, rows }: { dictionary: string; rows: Packed<readonly LabelHit[]> }) {
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
          <td className="c-l" title={row.label ?? ''}>
            {row.label}
          </td>
          <td className="c-a sec">{row.author === 'rules' ? 'rule explainer' : row.author}</td>
          <td className="c-m num">{formatFixed(row.score)}</td>
          <td className="c-n num">{formatPercent(row.density)}</td>
          <td className="c-x num sec">{formatActivation(row.maxActivation)}</td>
        </tr>
      ))}
    </tbody>
  )
}
