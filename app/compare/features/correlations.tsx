'use client'

import { useQueries } from '@tanstack/react-query'
import { type FeatureRef, featureQueries } from '@/app/_ui/data/queries/feature'
import { Term } from '@/app/_ui/glossary/term'
import { Failed, Skeleton } from '@/app/_ui/kit/notice'
import { Pane } from '@/app/_ui/kit/pane'
import type { SimilarAnswer } from '@/lib/contract/feature-compute'
import { featureRefText } from '@/lib/contract/feature-refs'
import { formatFixed, UNKNOWN } from '@/lib/view/format'
import { PairTable } from './pair-table'

/** The correlation of activations of each pair, where one of the two is among the nearest features of the other. */
export function Correlations({ refs }: { refs: readonly FeatureRef[] }) {
  const queries = useQueries({ queries: refs.map((ref) => featureQueries.similar(ref)) })
  const failed = queries.find(({ isError }) => isError)
  const isPending = queries.some(({ data }) => data === undefined)
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
      ) : isPending ? (
        <Skeleton lines={refs.length} />
      ) : (
        <PairTable
          names={refs.map(({ dictionary, index }) => featureRefText({ dictionary, feature: index }))}
          cellOf={(a, b) => formatFixed(valueIn(answers[a], refs[b]) ?? valueIn(answers[b], refs[a]))}
        />
      )}
    </Pane>
  )
}

function valueIn(answer: SimilarAnswer | undefined, ref: FeatureRef): number | null {
  const near = answer?.items.find(({ dictionary }) => dictionary === ref.dictionary)?.correlations
  return near?.find(({ index }) => index === ref.index)?.value ?? null
}
