import { Note, Pane } from '@/app/_ui/kit/pane'
import { RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import type { StudySummary } from '@/lib/contract/study-results'
import { formatCount, formatFixed, formatPercent, formatSignificant } from '@/lib/view/format'
import { FiguresTable } from './figures-table'
import { ROLE_NAME } from './roles'
import { ScoreChart } from './score-chart'

type Group = StudySummary['groups'][number]

/** Shows the scores of each kind on one axis, with medians, and if the kinds differ. */
export function Groups({ summary, study }: { summary: StudySummary; study: string }) {
  const { groups, tests } = summary
  return (
    <Pane
      titleId="p-groups"
      title="Scores"
      remark={`mean score of each item, 0 to ${RUBRIC_MAXIMUM}`}
      className="md:px-6"
    >
      <ScoreChart groups={groups} study={study} says={groups.map(groupSaid).join(' ')} />
      <FiguresTable
        caption="Scores of each kind"
        columns={[
          { name: 'Kind' },
          { name: 'Items scored', isNumber: true },
          { name: 'Scores', isNumber: true },
          { name: 'Median', isNumber: true },
          { name: '95 % interval', isNumber: true },
          { name: 'On the scale', className: 'w-2/5 max-sm:hidden' },
        ]}
        rows={groups.map((group) => ({
          id: group.role,
          cells: [
            ROLE_NAME[group.role],
            `${formatCount(group.scored)} of ${formatCount(group.items)}`,
            formatCount(group.scores),
            group.median === null ? '—' : formatFixed(group.median, 1),
            group.interval
              ? `${formatFixed(group.interval.low, 1)} to ${formatFixed(group.interval.high, 1)}`
              : '—',
            <OnScale key="scale" group={group} />,
          ],
        }))}
      />
      <ul className="my-3 grid gap-2">
        {tests.map((test) => (
          <li key={test.first + test.second}>
            One of the {ROLE_NAME[test.first].toLowerCase()} scores higher than one of the{' '}
            {ROLE_NAME[test.second].toLowerCase()} in{' '}
            <b className="font-semibold">{formatPercent(test.superiority, 3)}</b> of pairs, where ties count
            half
            {'; '}
            <b className="font-semibold">{pValue(test.adjusted)}</b>{' '}
            <span className="text-ink-3">
              (
              {tests.length > 1
                ? `adjusted by Holm for ${tests.length} tests, ${pValue(test.p)} by itself; `
                : ''}
              rank-sum test, two-sided, {test.method === 'exact' ? 'exact' : 'normal approximation'}, U{' '}
              {formatFixed(test.u, 1)})
            </span>
          </li>
        ))}
      </ul>
      <Note>
        The interval of the median is a percentile bootstrap over items with 4 000 samples, seeded by the
        study.
        {groups.some(({ skipped }) => skipped > 0) ? ` ${groups.map(skippedSaid).join(', ')}.` : ''}
      </Note>
    </Pane>
  )
}

/** The median as a mark and its interval as a line, on the scale of scores. */
function OnScale({ group: { median, interval } }: { group: Group }) {
  const place = (score: number) => `${(score / RUBRIC_MAXIMUM) * 100}%`
  return (
    <span className="relative block h-4 border-b border-line max-sm:hidden" aria-hidden="true">
      {interval ? (
        <i
          className="absolute top-1.5 h-0.75 bg-bar forced-colors:bg-[CanvasText]"
          style={{
            left: place(interval.low),
            width: `calc(${place(interval.high)} - ${place(interval.low)})`,
          }}
        />
      ) : null}
      {median === null ? null : (
        <i
          className="absolute top-0 h-4 w-0.75 -translate-x-1/2 bg-ink forced-colors:bg-[CanvasText]"
          style={{ left: place(median) }}
        />
      )}
    </span>
  )
}

function groupSaid(group: Group): string {
  const name = ROLE_NAME[group.role]
  if (group.median === null) return `${name}: no scores.`
  const interval = group.interval
    ? `, 95 % interval ${formatFixed(group.interval.low, 1)} to ${formatFixed(group.interval.high, 1)}`
    : ''
  return `${name}: median ${formatFixed(group.median, 1)} of ${RUBRIC_MAXIMUM}${interval}, ${formatCount(group.scored)} items.`
}

const pValue = (p: number) => (p < 0.0001 ? 'p < 0.0001' : `p ${formatSignificant(p, 2)}`)

const skippedSaid = ({ role, skipped }: Group) =>
  `${formatCount(skipped)} of the ${ROLE_NAME[role].toLowerCase()} skipped`
