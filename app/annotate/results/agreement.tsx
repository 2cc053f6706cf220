import { RUBRIC_QUESTIONS } from '@/lib/contract/rubric'
import type { StudySummary } from '@/lib/contract/study-results'
import { formatCount, formatFixed } from '@/lib/view/format'
import { ROLE_NAME } from './groups'

/** Shows how far annotators agree, and scores by density. */
export function Agreement({ summary }: { summary: StudySummary }) {
  return (
    <>
      <section className="pane" aria-labelledby="p-agree">
        <header>
          <h2 id="p-agree">Agreement</h2>
          <span className="dim">Krippendorff’s α, ordinal</span>
        </header>
        <table className="tbl tight">
          <thead>
            <tr>
              <th>Question</th>
              <th className="num">α</th>
              <th className="num">Units</th>
            </tr>
          </thead>
          <tbody>
            {summary.agreement.map((row) => (
              <tr key={row.question}>
                <td>{titleOf(row.question)}</td>
                <td className="num">{row.alpha === null ? '—' : formatFixed(row.alpha, 2)}</td>
                <td className="num">{formatCount(row.units)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="note">
          1 is full agreement, 0 is agreement by chance. It is computed over items, or levels of items, with
          two or more answers. — means that there are none, or that all answers are the same.
        </p>
      </section>
      <section className="pane" aria-labelledby="p-density">
        <header>
          <h2 id="p-density">Scores by density</h2>
        </header>
        <table className="tbl tight">
          <thead>
            <tr>
              <th>Kind</th>
              <th>Density</th>
              <th className="num">Items</th>
              <th className="num">Median</th>
            </tr>
          </thead>
          <tbody>
            {summary.byDensity.map((row) => (
              <tr key={`${row.role} ${row.decade}`}>
                <td>{ROLE_NAME[row.role]}</td>
                <td>{decadeSaid(row.decade)}</td>
                <td className="num">{formatCount(row.items)}</td>
                <td className="num">{formatFixed(row.median, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
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
