'use client'

import { useQuery } from '@tanstack/react-query'
import { orpc } from '@/app/_ui/data/orpc'
import { Term } from '@/app/_ui/glossary/term'
import { Failed, Skeleton } from '@/app/_ui/kit/notice'
import { Pane } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import { formatCount, formatFixed, UNKNOWN } from '@/lib/view/format'
import { keyOf } from './columns'
import { PairTable } from './pair-table'

/** The correlation of the activations of each pair, over the text of the first feature's analysis. */
export function Correlations({ features }: { features: readonly Feature[] }) {
  const keys = features.map(keyOf)
  const input = { query: { f: keys } }
  const { data, error, refetch } = useQuery(
    orpc.features.correlations.queryOptions({
      input,
      queryKey: [
        ...orpc.features.correlations.queryKey({ input }),
        features.map(({ analysis }) => analysis.id),
      ],
    }),
  )
  const correlationOf = (a: string, b: string): string => {
    const found = data?.items.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))
    return found ? formatFixed(found.correlation) : UNKNOWN
  }
  return (
    <Pane
      titleId="correlations"
      title={<Term name="correlation">Correlation of activations</Term>}
      remark={
        data &&
        `over the ${formatCount(data.tokens)} tokens of the analysis of ${keys[0]}; ${UNKNOWN} for neurons, and where activations on these tokens are not stored`
      }
      className="px-0"
    >
      {error ? (
        <Failed what="The correlations" error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <PairTable names={keys} cellOf={(a, b) => correlationOf(keys[a], keys[b])} />
      ) : (
        <Skeleton lines={features.length} />
      )}
    </Pane>
  )
}
