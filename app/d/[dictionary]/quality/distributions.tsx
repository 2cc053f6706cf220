import { HistogramAxis, HistogramBars } from '@/app/_ui/charts/histogram'
import { type HoverValue, HoverValues } from '@/app/_ui/charts/hover-values'
import { Term } from '@/app/_ui/glossary/term'
import type { Quality, QualityMetrics } from '@/lib/contract/quality'
import { formatCount, formatFixed, formatPercent, formatSignificant, MINUS } from '@/lib/view/format'
import { AsTable } from './as-table'
import './css/charts.css'

interface Histogram {
  readonly edges: readonly number[]
  readonly counts: readonly number[]
}

/** The borders of tags on the axis; the glossary defines the tags. */
const BORDERS = [
  { density: 1e-5, name: 'ultralow', below: true },
  { density: 0.1, name: 'dense', below: false },
]

/** Shows how the features are spread over density. */
export function DensityPane({ quality, metrics }: { quality: Quality; metrics: QualityMetrics }) {
  const { densityHistogram: histogram, deadFraction, medianDensity } = metrics
  const { tokens, size } = quality.dictionary
  const dead = Math.round((deadFraction ?? 0) * size)
  const live = histogram ? histogram.counts.reduce((sum, count) => sum + count, 0) : 0
  return (
    <section className="pane" aria-labelledby="q-density">
      <header>
        <h2 id="q-density">
          <Term name="density">Density</Term>
        </h2>
        <span className="dim">
          {formatCount(live)} features that fire, on {formatCount(tokens)} tokens
        </span>
      </header>
      {histogram ? (
        <>
          <Bars
            histogram={histogram}
            label={`Histogram of log10 density: ${formatCount(live)} features fire, median ${formatPercent(medianDensity)}`}
            axis={decades(histogram.edges)}
            describe={(low, high, count) =>
              `${formatPercent(10 ** low, 2)} to ${formatPercent(10 ** high, 2)}: ${features(count)}`
            }
          >
            {BORDERS.map(({ density, name, below }) => (
              <Border
                key={name}
                at={placeIn(histogram.edges, Math.log10(density))}
                name={name}
                left={below}
              />
            ))}
          </Bars>
          <p className="note">
            Number of features by share of tokens, on a log axis. Ultralow is below 0.001 %, dense is 10 % or
            more.{' '}
            {dead > 0
              ? `${features(dead)} that never fired ${dead === 1 ? 'is' : 'are'} left out.`
              : 'No feature is dead.'}
          </p>
          <AsTable
            head={['from %', 'to %', 'features']}
            rows={filled(histogram).map(({ low, high, count }) => [
              formatSignificant(10 ** low * 100, 2),
              formatSignificant(10 ** high * 100, 2),
              formatCount(count),
            ])}
          />
        </>
      ) : (
        <p className="empty">No feature fired on {formatCount(tokens)} tokens.</p>
      )}
    </section>
  )
}

/** Shows if features read in the directions in which they write. */
export function CosinePane({ quality, metrics }: { quality: Quality; metrics: QualityMetrics }) {
  const cosine = metrics.encoderDecoderCosine
  return (
    <section className="pane" aria-labelledby="q-cosine">
      <header>
        <h2 id="q-cosine">
          <Term name="encoderCosine">Encoder · decoder cosine</Term>
        </h2>
        <span className="dim">{cosine ? `${formatCount(cosine.features)} features` : null}</span>
      </header>
      {quality.dictionary.kind === 'neurons' ? (
        <p className="empty">A neuron reads and writes the same axis, so every cosine is 1.</p>
      ) : cosine?.histogram ? (
        <>
          <Bars
            histogram={cosine.histogram}
            label={`Histogram of encoder-decoder cosines, median ${formatFixed(cosine.median, 3)}`}
            axis={[-1, -0.5, 0, 0.5, 1].map((value) => ({ at: (value + 1) * 50, text: signed(value) }))}
            describe={(low, high, count) => `${signed(low)} to ${signed(high)}: ${features(count)}`}
          />
          <p className="note">
            Number of features by cosine; the median is {formatFixed(cosine.median, 3)}. Far below 1, a
            feature reads another direction than the one that it writes.
          </p>
          <AsTable
            head={['from', 'to', 'features']}
            rows={filled(cosine.histogram).map(({ low, high, count }) => [
              signed(low),
              signed(high),
              formatCount(count),
            ])}
          />
        </>
      ) : (
        <p className="empty">The version that made this analysis did not measure the cosine.</p>
      )}
    </section>
  )
}

interface BarsProps {
  histogram: Histogram
  label: string
  axis: { at: number; text: string }[]
  describe: (low: number, high: number, count: number) => string
  children?: React.ReactNode
}

function Bars({ histogram, label, axis, describe, children }: BarsProps) {
  const { edges } = histogram
  const values: HoverValue[] = filled(histogram).map(({ low, high, count }) => ({
    at: placeIn(edges, (low + high) / 2),
    text: describe(low, high, count),
  }))
  return (
    <figure className="hist" aria-label={label}>
      <div className="plot">
        <HistogramBars edges={edges} counts={histogram.counts} kind="plain" scale="linear" label={label} />
        {children}
        <HoverValues values={values} label={label} />
      </div>
      <div className="base" />
      <HistogramAxis axis={axis} />
    </figure>
  )
}

/** A dashed line with its name on the side that it names; nothing if the line is outside the axis. */
function Border({ at, name, left }: { at: number; name: string; left: boolean }) {
  if (!(at > 0 && at < 1)) return null
  return (
    <div
      className={left ? 'border l' : 'border'}
      style={{ left: `${(at * 100).toFixed(2)}%` }}
      aria-hidden="true"
    >
      <span>{name}</span>
    </div>
  )
}

function filled({ edges, counts }: Histogram) {
  return counts.flatMap((count, i) => (count > 0 ? { low: edges[i], high: edges[i + 1], count } : []))
}

function placeIn(edges: readonly number[], value: number): number {
  return (value - edges[0]) / (edges[edges.length - 1] - edges[0])
}

/** Returns at most five powers of ten of a log10 axis. */
function decades(edges: readonly number[]) {
  const low = Math.ceil(edges[0])
  const high = Math.floor(edges[edges.length - 1])
  const step = Math.ceil((high - low) / 4) || 1
  const ticks = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => high - i * step)
  return ticks.reverse().map((log) => ({
    at: placeIn(edges, log) * 100,
    text: `${formatSignificant(10 ** log * 100, 1)} %`,
  }))
}

const features = (count: number) => `${formatCount(count)} ${count === 1 ? 'feature' : 'features'}`
const signed = (value: number) =>
  (value < 0 ? MINUS : '') + formatFixed(Math.abs(value), 2).replace(/\.?0+$/, '')
