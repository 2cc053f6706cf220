'use client'

import { Meter } from '@/app/_ui/charts/meter'
import type { Moves } from '@/lib/contract/search'
import { formatSigned } from '@/lib/view/format'
import { FeatureName } from './feature-name'
import { FoundRows } from './found-rows'

interface Props {
  dictionary: string
  rows: readonly Moves[]
  kind: 'raises' | 'lowers'
}

export function MovesRows({ dictionary, rows, kind }: Props) {
  const way = kind === 'raises' ? 'up' : 'down'
  return (
    <FoundRows
      dictionary={dictionary}
      rows={rows}
      cells={(row, [strongest]) => (
        <>
          <td className="c-l">
            <FeatureName feature={row} />
          </td>
          <td className="c-w">
            <Meter share={strongest.value === 0 ? 0 : Math.abs(row.value / strongest.value)} kind={way} />
          </td>
          <td className={`c-v num ${way}`}>{formatSigned(row.value)}</td>
        </>
      )}
    />
  )
}
