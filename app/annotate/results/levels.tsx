import { Meter } from '@/app/_ui/charts/meter'
import type { StudySummary } from '@/lib/contract/study-results'
import { LEVEL_MAXIMUM, LEVELS_SCORED } from '@/lib/domain/study'
import { formatCount, formatFixed } from '@/lib/view/format'
import { levelRange } from '../_queue/questions'
import { ROLE_NAME } from './groups'

/** Shows how far the examples of each activation level agree with the interpretation. */
export function Levels({ summary }: { summary: StudySummary }) {
  const roles = summary.groups.map((group) => group.role)
  return (
    <section className="pane" aria-labelledby="p-levels">
      <header>
        <h2 id="p-levels">Consistency by activation level</h2>
        <span className="dim">mean over items, 0 to {LEVEL_MAXIMUM}</span>
      </header>
      <table className="tbl tight">
        <thead>
          <tr>
            <th>Of maximum</th>
            {roles.map((role) => (
              <th key={role}>{ROLE_NAME[role]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: LEVELS_SCORED }, (_, level) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the level
            <tr key={level}>
              <td>{levelRange(level)}</td>
              {roles.map((role) => {
                const cell = summary.byLevel.find((one) => one.role === role && one.level === level)
                return (
                  <td
                    key={role}
                    title={cell ? `${formatCount(cell.items)} items` : 'No item was scored here'}
                  >
                    <span className="metered">
                      <span>{cell ? formatFixed(cell.mean, 1) : '—'}</span>
                      <span className="track">
                        {cell && <Meter share={cell.mean / LEVEL_MAXIMUM} kind="act" />}
                      </span>
                    </span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
