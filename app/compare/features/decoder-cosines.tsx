'use client'

import { useQuery } from '@tanstack/react-query'
import { orpc } from '@/app/_ui/data/orpc'
import { Term } from '@/app/_ui/glossary/term'
import { Failed, Skeleton } from '@/app/_ui/kit/notice'
import { Pane } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import { formatFixed, UNKNOWN } from '@/lib/view/format'
import { keyOf } from './columns'

/** The cosine of the decoders of each pair: 1 where they write the same direction, 0 where they have nothing in common. */
export function DecoderCosines({ features }: { features: readonly Feature[] }) {
  const keys = features.map(keyOf)
  const input = { query: { f: keys } }
  const { data, error, refetch } = useQuery(
    orpc.features.cosines.queryOptions({
      input,
      queryKey: [...orpc.features.cosines.queryKey({ input }), features.map(({ analysis }) => analysis.id)],
    }),
  )
  const cosineOf = (a: string, b: string): string => {
    if (a === b) return '1'
    const found = data?.items.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))
    return found ? formatFixed(found.cosine) : UNKNOWN
  }
  return (
    <Pane
      titleId="cosines"
      title={<Term name="decoderCosine">Cosine of decoders</Term>}
      remark="— at another model or hook, where it has no meaning"
      className="px-0"
    >
      {error ? (
        <Failed what="The cosines" error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div className="overflow-x-auto">
          <table className="border-collapse">
            <thead>
              <tr>
                <td />
                {keys.map((key) => (
                  <th
                    key={key}
                    scope="col"
                    className="px-4 py-1 text-right font-mono text-12 font-normal text-ink-3"
                  >
                    {key}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {keys.map((row) => (
                <tr key={row} className="h-row border-t border-line">
                  <th scope="row" className="pr-4 text-left font-mono text-12 font-normal text-ink-3">
                    {row}
                  </th>
                  {keys.map((column) => (
                    <td
                      key={column}
                      className={row === column ? 'px-4 text-right text-ink-3' : 'px-4 text-right'}
                    >
                      {cosineOf(row, column)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Skeleton lines={features.length} />
      )}
    </Pane>
  )
}
