import { csvLine } from '@/lib/view/csv'
import { thin } from './scale'

type Cell = string | number | null

/** The numbers behind a chart: columns with the words for a cell, and rows with exact values. */
export interface ChartTable {
  readonly columns: readonly { readonly name: string; readonly format?: (value: Cell) => string }[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Most rows that are shown; a CSV file has all. */
const SHOWN = 400

/** Returns the numbers as a CSV file with exact values. */
export function csvOf({ columns, rows }: ChartTable): string {
  return csvLine(columns.map(({ name }) => name)) + rows.map(csvLine).join('')
}

/** The numbers of a chart, for who would rather read them or cannot see the chart. */
export function NumberTable({ table }: { table: ChartTable }) {
  const { columns } = table
  const rows = thin(table.rows, SHOWN)
  const isNumber = (at: number) => typeof rows[0]?.[at] !== 'string'
  return (
    <>
      <table className="w-full border-collapse text-12">
        <thead>
          <tr>
            {columns.map(({ name }, at) => (
              <th
                key={name}
                scope="col"
                className={`border-b border-line-strong py-1 pl-3 font-medium whitespace-nowrap text-ink-3 first:pl-0 ${isNumber(at) ? 'text-right' : 'text-left'}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join(' ')}>
              {columns.map(({ name, format }, at) => (
                <td
                  key={name}
                  className={`py-0.5 pl-3 first:pl-0 ${isNumber(at) ? 'text-right' : 'text-left'}`}
                >
                  {format ? format(cells[at]) : (cells[at] ?? '—')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < table.rows.length ? (
        <p className="mt-2 text-12/4 text-ink-3">
          {`${rows.length} of ${table.rows.length} rows, evenly chosen. The CSV file has all.`}
        </p>
      ) : null}
    </>
  )
}
