import { Meter } from '@/app/_ui/charts/meter'
import { Note, Pane } from '@/app/_ui/kit/pane'
import type { StudySummary } from '@/lib/contract/study-results'
import { LEVEL_MAXIMUM, LEVELS_SCORED } from '@/lib/domain/study'
import { formatCount, formatFixed } from '@/lib/view/format'
import { levelRange } from '../_queue/questions'
import { FiguresTable } from './figures-table'
import { ROLE_NAME } from './roles'

/** Shows how far the examples of each activation level agree with the interpretation. */
export function Levels({ summary }: { summary: StudySummary }) {
  const roles = summary.groups.map((group) => group.role)
  const cellOf = (role: (typeof roles)[number], level: number) =>
    summary.byLevel.find((one) => one.role === role && one.level === level)
  return (
    <Pane
      titleId="p-levels"
      title="Consistency by activation level"
      remark={`mean over items, 0 to ${LEVEL_MAXIMUM}`}
      className="md:px-6"
    >
      <FiguresTable
        caption="Consistency by activation level"
        columns={[{ name: 'Of maximum' }, ...roles.map((role) => ({ name: ROLE_NAME[role] }))]}
        rows={Array.from({ length: LEVELS_SCORED }, (_, level) => ({
          id: levelRange(level),
          cells: [levelRange(level), ...roles.map((role) => <Cell key={role} cell={cellOf(role, level)} />)],
        }))}
      />
      <Note className="mt-2">
        The small number is how many items were scored at the level. — means that none was.
      </Note>
    </Pane>
  )
}

function Cell({ cell }: { cell: StudySummary['byLevel'][number] | undefined }) {
  if (!cell) return '—'
  return (
    <span className="grid grid-cols-[1.75rem_minmax(2rem,1fr)_2.25rem] items-center gap-2 pr-3">
      {formatFixed(cell.mean, 1)}
      <Meter share={cell.mean / LEVEL_MAXIMUM} kind="act" />
      <small className="text-right text-12 text-ink-3">
        {formatCount(cell.items)}
        <span className="sr-only"> items</span>
      </small>
    </span>
  )
}
