'use client'

import type { LabelHit } from '@/lib/contract/search'
import { formatActivation, formatFixed, formatPercent } from '@/lib/view/format'
import { FoundRows } from './found-rows'

export function LabelRows({ dictionary, rows }: { dictionary: string; rows: readonly LabelHit[] }) {
  return (
    <FoundRows
      dictionary={dictionary}
      rows={rows}
      cells={(row) => (
        <>
          <td className="c-l" title={row.label ?? ''}>
            {row.label}
          </td>
          <td className="c-a sec">{row.author === 'rules' ? 'rule explainer' : row.author}</td>
          <td className="c-m num">{formatFixed(row.score)}</td>
          <td className="c-n num">{formatPercent(row.density)}</td>
          <td className="c-x num sec">{formatActivation(row.maxActivation)}</td>
        </>
      )}
    />
  )
}
