import type { ReactNode } from 'react'
import './css/tables.css'

interface Props {
  head: readonly string[]
  rows: readonly (readonly ReactNode[])[]
}

/** The numbers of a chart as a table, for people who would rather read them. */
export function AsTable({ head, rows }: Props) {
  return (
    <details className="astable">
      <summary>As a table</summary>
      <div className="scroll">
        <table className="tbl tight">
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} className="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              <tr key={String(cells[0])}>
                {cells.map((cell, i) => (
                  <td key={head[i]} className="num">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
