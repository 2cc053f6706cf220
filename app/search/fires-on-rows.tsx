'use client'

import { Meter } from '@/app/_ui/charts/meter'
import type { FiresOn, SearchSort } from '@/lib/contract/search'
import { formatActivation, formatCount, formatPercent } from '@/lib/view/format'
import { FeatureName } from './feature-name'
import { FoundRows } from './found-rows'

interface Props {
  dictionary: string
  rows: readonly FiresOn[]
  /** The statistic that orders the list; its column is highlighted. */
  sort: SearchSort
}

export function FiresOnRows({ dictionary, rows, sort }: Props) {
  return (
    <FoundRows
      dictionary={dictionary}
      rows={rows}
      cells={(row) => (
        <>
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
        </>
      )}
    />
  )
}
