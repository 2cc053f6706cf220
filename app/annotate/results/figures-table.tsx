import type { ReactNode } from 'react'
import { cn } from '@/app/_ui/kit/cn'

/** A small table of figures: words at the left, numbers at the right. */
export function FiguresTable(props: {
  readonly caption: string
  readonly columns: readonly {
    readonly name: string
    readonly isNumber?: boolean
    readonly className?: string
  }[]
  readonly rows: readonly { readonly id: string; readonly cells: readonly ReactNode[] }[]
}) {
  const { caption, columns, rows } = props
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name, isNumber, className }) => (
            <th
              key={name}
              scope="col"
              className={cn(
                'border-b border-line-strong py-1 pr-3 text-left text-12 font-normal text-ink-3 last:pr-0',
                isNumber && 'text-right',
                className,
              )}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells }) => (
          <tr key={id}>
            {columns.map(({ name, isNumber }, at) => (
              <td key={name} className={cn('h-6 pr-3 last:pr-0', isNumber && 'text-right')}>
                {cells[at]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
