import type { StudySummary } from '@/lib/contract/study-results'
import type { StudyRole } from '@/lib/domain/study'
import { formatCount, formatFixed, formatPercent, formatSignificant } from '@/lib/view/format'
import { ScoreBars } from './score-bars'

export const ROLE_NAME: Record<StudyRole, string> = {
  features: 'Features',
  neurons: 'Neurons',
  control: 'Random control',
}

/** Shows the scores of each kind on one axis, with medians, and if the kinds differ. */
export function Groups({ summary }: { summary: StudySummary }) {
  const { groups, tests } = summary
  return (
    <section className="pane" aria-labelledby="p-groups">
      <header>
        <h2 id="p-groups">Scores</h2>
        <span className="dim">mean score of each item, 0 to 14</span>
      </header>
      {groups.map((group) => (
        <div className="kind" key={group.role}>
          <h3>
            {ROLE_NAME[group.role]}
            <span className="dim">
              {formatCount(group.scored)} of {formatCount(group.items)} items scored
              {group.skipped > 0 ? `, ${formatCount(group.skipped)} skipped` : ''}
            </span>
          </h3>
          <ScoreBars name={ROLE_NAME[group.role].toLowerCase()} group={group} />
        </div>
      ))}
      <table className="tbl">
        <thead>
          <tr>
            <th>Kind</th>
            <th className="num">Items</th>
            <th className="num">Scores</th>
            <th className="num">Median</th>
            <th className="num">95 % interval</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.role}>
              <td>{ROLE_NAME[group.role]}</td>
              <td className="num">{formatCount(group.scored)}</td>
              <td className="num">{formatCount(group.scores)}</td>
              <td className="num">{group.median === null ? '—' : formatFixed(group.median, 1)}</td>
              <td className="num">
                {group.interval
                  ? `${formatFixed(group.interval.low, 1)} to ${formatFixed(group.interval.high, 1)}`
                  : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="tests">
        {tests.map((test) => (
          <li key={test.first + test.second}>
            One of the {ROLE_NAME[test.first].toLowerCase()} scores higher than one of the{' '}
            {ROLE_NAME[test.second].toLowerCase()} in <b>{formatPercent(test.superiority, 3)}</b> of pairs,
            where ties count half
            {'; '}
            <b>{test.p < 0.0001 ? 'p < 0.0001' : `p ${formatSignificant(test.p, 2)}`}</b>{' '}
            <span className="dim">
              (rank-sum test, two-sided, {test.method === 'exact' ? 'exact' : 'normal approximation'}, U{' '}
              {formatFixed(test.u, 1)})
            </span>
          </li>
        ))}
      </ul>
      <p className="note">
        The interval of the median is a percentile bootstrap over items with 4 000 samples, seeded by the
        study.
      </p>
    </section>
  )
}
