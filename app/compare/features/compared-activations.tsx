'use client'

import { Histogram } from '@/app/_ui/charts/histogram'
import type { Feature } from '@/lib/contract/feature'
import { formatActivation, formatCount, formatPercent } from '@/lib/view/format'
import { ComparedPane, keyOf, nameOf } from './columns'

/** The activations of each feature. All histograms share one axis: a feature whose maximum is half as large is half as wide. */
export function ComparedActivations({ features }: { features: readonly Feature[] }) {
  const greatest = Math.max(...features.map(({ maxActivation }) => maxActivation))
  return (
    <ComparedPane
      id="activations"
      title="Activations"
      remark="log scale; one axis for all of them"
      features={features}
    >
      {(feature) =>
        feature.count === 0 ? (
          <p className="text-ink-3">It never fires.</p>
        ) : (
          <div style={{ width: `${(100 * feature.maxActivation) / greatest}%` }} className="min-w-16">
            <Histogram
              name="Activations"
              of={keyOf(feature)}
              says={`${nameOf(feature)} fires on ${formatCount(feature.count)} tokens, ${formatPercent(feature.density)}, at most with ${formatActivation(feature.maxActivation)}.`}
              edges={feature.histogram.edges}
              counts={feature.histogram.counts}
              unit={['token', 'tokens']}
              format={formatActivation}
              kind="activation"
              scale="log"
              axis={[
                { at: 0, text: '0' },
                { at: 100, text: formatActivation(feature.maxActivation) },
              ]}
            />
          </div>
        )
      }
    </ComparedPane>
  )
}
