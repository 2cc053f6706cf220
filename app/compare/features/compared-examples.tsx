'use client'

import { useQueries } from '@tanstack/react-query'
import { type FeatureRef, featureQueries } from '@/app/_ui/data/queries/feature'
import { Kwic } from '@/app/_ui/examples/kwic'
import { Failed, Skeleton } from '@/app/_ui/kit/notice'
import type { ExampleView, Feature } from '@/lib/contract/feature'
import { exampleTokens, selectedIndex } from '@/lib/view/example-window'
import { formatActivation } from '@/lib/view/format'
import { ComparedPane } from './columns'

const LINES = 6

/** The strongest examples of each feature, shaded by its own activation. */
export function ComparedExamples(props: {
  readonly features: readonly Feature[]
  readonly refs: readonly FeatureRef[]
}) {
  const { features, refs } = props
  const queries = useQueries({ queries: refs.map((ref) => featureQueries.examples(ref, 'top')) })
  return (
    <ComparedPane
      id="examples"
      title="Strongest examples"
      remark="shaded by the share of the feature's own maximum"
      features={features}
    >
      {(feature) => {
        const at = refs.findIndex(
          (ref) => ref.dictionary === feature.dictionary && ref.index === feature.index,
        )
        const { data, error, refetch } = queries[at]
        if (error) return <Failed what="The examples" error={error} onRetry={() => void refetch()} />
        if (!data) return <Skeleton lines={LINES} />
        if (data.items.length === 0) return <p className="text-ink-3">It never fires.</p>
        return (
          <ol>
            {data.items.slice(0, LINES).map((example) => (
              <ExampleItem
                key={`${example.sequence} ${example.position}`}
                example={example}
                maximum={feature.maxActivation}
              />
            ))}
          </ol>
        )
      }}
    </ComparedPane>
  )
}

function ExampleItem({ example, maximum }: { example: ExampleView; maximum: number }) {
  return (
    <li className="grid min-h-row grid-cols-[2.5rem_minmax(0,1fr)] items-center gap-2 border-b border-line last:border-b-0">
      <span className="text-right">{formatActivation(example.activation)}</span>
      <Kwic
        tokens={exampleTokens(example)}
        activations={example.activations}
        selected={selectedIndex(example)}
        maximum={maximum}
      />
    </li>
  )
}
