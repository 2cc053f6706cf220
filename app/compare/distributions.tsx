import { Note, Pane } from '@/app/_ui/kit/pane'
import type { Comparison } from '@/lib/view/compare'
import { ComparedStatistic } from './compared-statistic'

interface Props {
  names: readonly [string, string]
  comparisons: readonly Comparison[]
}

/** Statistics of features on common axes. Each dictionary has its own height, because sizes and shapes differ. */
export function Distributions({ names, comparisons }: Props) {
  return (
    <Pane titleId="h-distributions" title="Features by statistic" className="md:px-6">
      <Note>
        Features that fire, with one axis for each statistic. The fullest bin of each dictionary has full
        height. The tip shows the same bin of both.
      </Note>
      <ul className="mt-3 grid grid-cols-1 gap-x-8 gap-y-5 @3xl:grid-cols-2 @5xl:grid-cols-3">
        {comparisons.map((comparison) => (
          <li key={comparison.statistic} className="min-w-0">
            <ComparedStatistic names={names} comparison={comparison} />
          </li>
        ))}
      </ul>
    </Pane>
  )
}
