'use client'

import { ChartPane } from '@/app/_ui/charts/chart-pane'
import { Histogram } from '@/app/_ui/charts/histogram'
import { Term } from '@/app/_ui/glossary/term'
import { Empty } from '@/app/_ui/kit/notice'
import { Note } from '@/app/_ui/kit/pane'
import type { Quality, QualityMetrics } from '@/lib/contract/quality'
import { formatCount, formatFixed, formatPercent, formatSignificant, MINUS } from '@/lib/view/format'

/** The borders of tags on the axis; the glossary defines the tags. */
const BORDERS = [
  { at: Math.log10(1e-5), name: 'ultralow', isBelow: true },
  { at: Math.log10(0.1), name: 'dense', isBelow: false },
]
const UNIT = ['feature', 'features'] as const

interface Props {
  readonly quality: Quality
  readonly metrics: QualityMetrics
}

/** Shows how the features are spread over density. */
export function DensityPane({ quality, metrics }: Props) {
  const { densityHistogram: histogram, deadFraction, medianDensity } = metrics
  const { tokens, size, id } = quality.dictionary
  const dead = Math.round((deadFraction ?? 0) * size)
  const live = histogram ? histogram.counts.reduce((sum, count) => sum + count, 0) : 0
  return (
    <ChartPane
      titleId="q-density"
      title={<Term name="density">Density</Term>}
      remark={`${formatCount(live)} features that fire, on ${formatCount(tokens)} tokens`}
      className="md:px-6"
    >
      {histogram ? (
        <>
          <Histogram
            name="Density"
            of={id}
            says={`Histogram of log10 density: ${formatCount(live)} features fire; the median of all ${formatCount(size)} is ${formatPercent(medianDensity)}`}
            edges={histogram.edges}
            counts={histogram.counts}
            unit={UNIT}
            format={(log) => formatPercent(10 ** log, 2)}
            axis={decades(histogram.edges)}
            borders={BORDERS}
          />
          <Note className="mt-2">
            Number of features by share of tokens, on a log axis. Ultralow is below 0.001 %, dense is 10 % or
            more.{' '}
            {dead > 0
              ? `${features(dead)} that never fired ${dead === 1 ? 'is' : 'are'} left out.`
              : 'No feature is dead.'}
          </Note>
        </>
      ) : (
        <Empty>No feature fired on {formatCount(tokens)} tokens.</Empty>
      )}
    </ChartPane>
  )
}

/** Shows if features read in the directions in which they write. */
export function CosinePane({ quality, metrics }: Props) {
  const cosine = metrics.encoderDecoderCosine
  return (
    <ChartPane
      titleId="q-cosine"
      title={<Term name="encoderCosine">Encoder · decoder cosine</Term>}
      remark={cosine ? `${formatCount(cosine.features)} features` : null}
      className="md:px-6"
    >
      {quality.dictionary.kind === 'neurons' ? (
        <Empty>A neuron reads and writes the same axis, so every cosine is 1.</Empty>
      ) : cosine?.histogram ? (
        <>
          <Histogram
            name="Encoder · decoder cosine"
            of={quality.dictionary.id}
            says={`Histogram of encoder-decoder cosines, median ${formatFixed(cosine.median, 3)}`}
            edges={cosine.histogram.edges}
            counts={cosine.histogram.counts}
            unit={UNIT}
            format={signed}
            axis={[-1, -0.5, 0, 0.5, 1].map((value) => ({ at: (value + 1) * 50, text: signed(value) }))}
          />
          <Note className="mt-2">
            Number of features by cosine; the median is {formatFixed(cosine.median, 3)}. Far below 1, a
            feature reads another direction than the one that it writes.
          </Note>
        </>
      ) : (
        <Empty>The version that made this analysis did not measure the cosine.</Empty>
      )}
    </ChartPane>
  )
}

/** Returns at most five powers of ten of a log10 axis. */
function decades(edges: readonly number[]) {
  const [first, last] = [edges[0], edges[edges.length - 1]]
  const low = Math.ceil(first)
  const high = Math.floor(last)
  const step = Math.ceil((high - low) / 4) || 1
  const ticks = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => high - i * step)
  return ticks.reverse().map((log) => ({
    at: ((log - first) / (last - first)) * 100,
    text: `${formatSignificant(10 ** log * 100, 1)} %`,
  }))
}

const features = (count: number) => `${formatCount(count)} ${count === 1 ? 'feature' : 'features'}`
const signed = (value: number) =>
  (value < 0 ? MINUS : '') + formatFixed(Math.abs(value), 2).replace(/\.?0+$/, '')
