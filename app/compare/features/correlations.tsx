'use client'

import { useQueries } from '@tanstack/react-query'
import { featureQueries } from '@/app/_ui/data/queries/feature'
import { Term } from '@/app/_ui/glossary/term'
import { Failed, Skeleton } from '@/app/_ui/kit/notice'
import { Pane } from '@/app/_ui/kit/pane'
import type { Feature } from '@/lib/contract/feature'
import type { SimilarAnswer } from '@/lib/contract/feature-compute'
import { formatFixed, UNKNOWN } from '@/lib/view/format'
import { keyOf } from './columns'
import { PairTable } from './pair-table'

/**
 * The correlation of activations of each pair, where one of the two is among the nearest features of the other. Neurons have no
 * nearest features.
 */
export function Correlations({ features }: { features: readonly Feature[] }) {
  const queries = useQueries({
    queries: features.map(({ dictionary, index, analysis, kind }) => ({
      ...featureQueries.similar({ dictionary, index, analysis: analysis.id }),
      enabled: kind !== 'neurons',
    })),
  })
  const failed = queries.find(({ isError }) => isError)
  const answers = queries.map(({ data }) => data)
  return (
    <Pane
      titleId="correlations"
      title={<Term name="correlation">Correlation of activations</Term>}
      remark={`${UNKNOWN} where neither is among the nearest features of the other`}
      className="px-0"
    >
      {failed ? (
        <Failed what="The correlations" error={failed.error} onRetry={() => void failed.refetch()} />
      ) : queries.some(({ isLoading }) => isLoading) ? (
        <Skeleton lines={features.length} />
      ) : (
        <PairTable
          names={features.map(keyOf)}
          cellOf={(a, b) => formatFixed(valueIn(answers[a], features[b]) ?? valueIn(answers[b], features[a]))}
        />
      )}
    </Pane>
  )
}

function valueIn(answer: SimilarAnswer | undefined, feature: Feature): number | null {
  const near = answer?.items.find(({ dictionary }) => dictionary === feature.dictionary)?.correlations
  return near?.find(({ index }) => index === feature.index)?.value ?? null
}
