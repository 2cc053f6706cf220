import { HistogramAxis } from '@/app/_ui/charts/histogram'
import { ActivationMark } from '@/app/_ui/examples/activation-mark'
import { Term } from '@/app/_ui/glossary/term'
import type { Feature } from '@/lib/contract/feature'
import { formatActivation, formatCount, formatFixed } from '@/lib/view/format'
import { ActivationViews } from './activation-views'
import { BinPicker } from './bin-picker'
import { IntervalLoss } from './interval-loss'
import { Intervals } from './intervals'
import './input.css'

/** Shows how strong the activations of a feature are, in the colours of the tokens next to it. */
export function ActivationsPane({ feature }: { feature: Feature }) {
  if (feature.count === 0)
    return (
      <section className="pane" aria-labelledby="p-hist">
        <header>
          <h2 id="p-hist">
            <Term name="activation">Activations</Term>
          </h2>
        </header>
        <div className="empty">
          <p>
            <b>No firing on {formatCount(feature.analysis.tokens)} tokens.</b> Its logit effects and nearest
            features need no activation and are shown.
          </p>
        </div>
      </section>
    )
  const { edges } = feature.histogram
  const maximum = feature.maxActivation
  const label = `Histogram of ${formatCount(feature.count)} non-zero activations, mean ${formatActivation(feature.meanActivation)}, maximum ${formatActivation(maximum)}`
  return (
    <ActivationViews
      label={label}
      below={
        <>
          <BinPicker maximum={maximum} />
          <div className="base" />
          <ActivationMark low={edges[0] ?? 0} high={edges.at(-1) ?? maximum} />
          <HistogramAxis axis={axisOf(edges[0] ?? 0, edges.at(-1) ?? maximum)} />
        </>
      }
      caption={{
        count: `log count, ${formatCount(feature.count)} active of ${formatCount(feature.analysis.tokens)} tokens`,
        value: `count × activation, ${formatCount(feature.count)} active of ${formatCount(feature.analysis.tokens)} tokens`,
      }}
    >
      <Intervals intervals={feature.intervals} maximum={maximum} />
      <IntervalLoss intervals={feature.intervals} />
    </ActivationViews>
  )
}

const QUARTERS = [0, 25, 50, 75, 100]

function axisOf(low: number, high: number) {
  return QUARTERS.map((at) => {
    const value = low + ((high - low) * at) / 100
    return { at, text: value === 0 ? '0' : formatFixed(value, high >= 1 ? 1 : 2) }
  })
}
