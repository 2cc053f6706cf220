/** A value for each pair of things, with the things as rows and columns; 1 for a thing and itself. */
export function PairTable(props: {
  readonly names: readonly string[]
  readonly cellOf: (row: number, column: number) => string
}) {
  const { names, cellOf } = props
  return (
    <div className="overflow-x-auto">
      <table className="border-collapse">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Feature</span>
            </th>
            {names.map((name) => (
              <th
                key={name}
                scope="col"
                className="px-4 py-1 text-right font-mono text-12 font-normal text-ink-3"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, row) => (
            <tr key={name} className="h-row border-t border-line">
              <th scope="row" className="pr-4 text-left font-mono text-12 font-normal text-ink-3">
                {name}
              </th>
              {names.map((other, column) => (
                <td key={other} className={row === column ? 'px-4 text-right text-ink-3' : 'px-4 text-right'}>
                  {row === column ? '1' : cellOf(row, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
