'use client'

import { useQuery } from '@tanstack/react-query'
import { orpc } from '@/app/_ui/data/orpc'
import { Term } from '@/app/_ui/glossary/term'
import { Failed, Skeleton } from '@/app/_ui/kit/notice'
import { Pane } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import { formatFixed, UNKNOWN } from '@/lib/view/format'
import { keyOf } from './columns'
import { PairTable } from './pair-table'

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
        <PairTable names={keys} cellOf={(a, b) => cosineOf(keys[a], keys[b])} />
      ) : (
        <Skeleton lines={features.length} />
      )}
    </Pane>
  )
}
