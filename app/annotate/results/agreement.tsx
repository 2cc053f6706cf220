import { Note, Pane } from '@/app/_ui/kit/pane'
import { RUBRIC_QUESTIONS } from '@/lib/contract/rubric'
import type { StudySummary } from '@/lib/contract/study-results'
import { formatCount, formatFixed } from '@/lib/view/format'
import { FiguresTable } from './figures-table'
import { ROLE_NAME } from './roles'

/** Shows how far annotators agree. */
export function Agreement({ summary }: { summary: StudySummary }) {
  return (
    <Pane titleId="p-agree" title="Agreement" remark="Krippendorff’s α, ordinal" className="md:px-6">
      <FiguresTable
        caption="Agreement on each question"
        columns={[{ name: 'Question' }, { name: 'α', isNumber: true }, { name: 'Units', isNumber: true }]}
        rows={summary.agreement.map((row) => ({
          id: row.question,
          cells: [
            titleOf(row.question),
            row.alpha === null ? '—' : formatFixed(row.alpha, 2),
            formatCount(row.units),
          ],
        }))}
      />
      <Note className="mt-2">
        1 is full agreement, 0 is agreement by chance. It is computed over items, or levels of items, with two
        or more answers. — means that there are none, or that all answers are the same.
      </Note>
    </Pane>
  )
}

/** Shows how scores depend on density. */
export function ByDensity({ summary }: { summary: StudySummary }) {
  return (
    <Pane titleId="p-density" title="Scores by density" className="md:px-6">
      <FiguresTable
        caption="Scores by density"
        columns={[
          { name: 'Kind' },
          { name: 'Density' },
          { name: 'Items', isNumber: true },
          { name: 'Median', isNumber: true },
        ]}
        rows={summary.byDensity.map((row) => ({
          id: `${row.role} ${row.decade}`,
          cells: [
            ROLE_NAME[row.role],
            decadeSaid(row.decade),
            formatCount(row.items),
            formatFixed(row.median, 1),
          ],
        }))}
      />
    </Pane>
  )
}

function titleOf(question: StudySummary['agreement'][number]['question']): string {
  if (question === 'total') return 'Total'
  if (question === 'levels') return 'Activation levels'
  return RUBRIC_QUESTIONS.find(({ name }) => name === question)?.title ?? question
}

/** Returns a decade of densities as text: "0.1 to 1 %". */
function decadeSaid(decade: number): string {
  const percent = (exponent: number) => {
    const value = 10 ** (exponent + 2)
    return value >= 1 ? String(value) : value.toFixed(-exponent - 2)
  }
  return `${percent(decade)} to ${percent(decade + 1)} %`
}
