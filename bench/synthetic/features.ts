/** Invented figures of features, shaped like real ones: log-normal densities, decaying histograms, 1 % dead. */

import type {
  EffectRow,
  FeatureDetailRow,
  FeatureStatRow,
  LogitRow,
  RelationRow,
} from '@/lib/db/computed/features'
import type { ComputedLabel } from '@/lib/db/computed/labels'
import type { MotifTag } from '@/lib/domain/motif'
import type { Random } from './random'
import { anyToken, CONTENT_TOKENS, CONTEXT, SEQUENCES } from './text'

const NEURONS = 512
const BINS = 24

export interface SyntheticFeature {
  readonly stat: FeatureStatRow
  readonly detail: FeatureDetailRow
  readonly logits: LogitRow
  readonly relations: RelationRow
  readonly effects: EffectRow
  readonly tags: readonly MotifTag[]
  readonly label: ComputedLabel | null
}

/** Feature `index` of `size`. */
export function inventFeature(index: number, size: number, random: Random): SyntheticFeature {
  const some = (count: number) => Array.from({ length: count }, () => anyToken(random))
  const dead = random.next() < 0.01
  const firings = Math.max(1, Math.round(CONTENT_TOKENS * 10 ** (-3 + 0.9 * random.normal())))
  const count = dead ? 0 : Math.min(CONTENT_TOKENS, firings)
  const density = count / CONTENT_TOKENS
  const maximum = dead ? 0 : 2 + random.next() ** 3 * 28
  const share = dead ? null : Math.min(20, 1 + Math.floor(random.next() ** 0.4 * 20)) / 20
  const histogram = Array.from({ length: dead ? 0 : BINS }, (_, bin) =>
    Math.round(count * Math.exp(-bin / 4)),
  )
  const tokens = dead ? [] : some(64)
  const masses = random.falling(tokens.length, count * maximum * 0.05)
  const intervals = Array.from({ length: 11 }, (_, k) => Math.min(count, 10 * 2 ** k))
  return {
    stat: {
      ...{ index, count, density, maxActivation: maximum },
      meanActivation: dead ? null : maximum * (0.2 + 0.2 * random.next()),
      distinctTokens: dead ? 0 : 1 + random.below(60),
      singleTokenShare: share,
      encoderBias: random.normal(),
      encoderNorm: 1 + random.next(),
      decoderNorm: 1,
      encoderDecoderCosine: 0.5 + random.next() / 2,
      topTokens: tokens.slice(0, 5),
      sparkline: histogram.slice(0, 20).map((height) => Math.ceil((100 * height) / Math.max(1, count))),
      topSequence: dead ? null : random.below(SEQUENCES),
      topPosition: dead ? null : 1 + random.below(CONTEXT - 1),
    },
    detail: {
      index,
      histogramEdges: dead ? [] : Array.from({ length: BINS + 1 }, (_, bin) => (bin * maximum) / BINS),
      histogramCounts: histogram,
      tokenIds: tokens,
      tokenCounts: tokens.map(() => 1 + random.below(60)),
      tokenSums: masses,
      tokenMaxima: tokens.map(() => maximum * random.next()),
      activationSum: masses.reduce((sum, mass) => sum + mass, 0) * 1.4,
      firstTokenShare: 1 / 127,
    },
    logits: {
      index,
      promotedIds: some(50),
      promotedValues: random.falling(50, 2),
      suppressedIds: some(50),
      suppressedValues: random.falling(50, 2).map((value) => -value),
      edges: Array.from({ length: 41 }, (_, bin) => -2 + bin / 10),
      counts: Array.from({ length: 40 }, (_, bin) => Math.round(200 * Math.exp(-(((bin - 20) / 6) ** 2)))),
    },
    relations: {
      index,
      aligned: random
        .falling(10, 1)
        .map((weight) => ({ neuron: random.below(NEURONS), weight, l1Share: weight / 5 })),
      correlated: random
        .falling(10, 1)
        .map((pearson) => ({ neuron: random.below(NEURONS), pearson, cosine: pearson * random.next() })),
      neighbours: random.falling(10, 1).map((cosine) => ({ index: random.below(size), cosine })),
    },
    effects: {
      index,
      whole: dead ? UNMEASURED : { mean: 0.2 * random.normal(), error: 0.01, measured: 160 },
      intervals: intervals.map(() =>
        dead ? UNMEASURED : { mean: 0.4 * random.next(), error: 0.05, measured: 16 },
      ),
      intervalCounts: intervals,
    },
    tags: [
      ...(share === 1 ? (['single-token'] as const) : []),
      ...(density > 0.1 ? (['dense'] as const) : []),
      ...(density < 1e-5 ? (['ultralow'] as const) : []),
    ],
    label:
      dead || random.next() > 0.55
        ? null
        : {
            index,
            text: `synthetic feature ${index} of kind ${'ABCDEFGH'[index % 8]}`,
            ...{
              hypothesis: null,
              score: 0.55 + 0.45 * random.next(),
              scoreKind: 'detection',
              evidence: null,
            },
          },
  }
}

/** The figures of a dictionary that its card shows. */
export function syntheticMetrics(densities: readonly number[]): object {
  const live = densities.filter((density) => density > 0).sort((a, b) => a - b)
  const edges = Array.from({ length: 49 }, (_, at) => -6 + at / 8)
  const counts = new Array<number>(48).fill(0)
  for (const density of live) counts[Math.min(47, Math.max(0, Math.floor((Math.log10(density) + 6) * 8)))]++
  return {
    l0: live.reduce((sum, density) => sum + density, 0),
    ...{ ceBase: 2.7, ceZero: 5.1, ceSae: 2.95, ceRecovered: 0.896, explainedVariance: 0.81 },
    deadFraction: 1 - live.length / densities.length,
    heldOutTokens: CONTENT_TOKENS,
    medianDensity: live[live.length >> 1] ?? 0,
    densityHistogram: { edges, counts },
  }
}

const UNMEASURED = { mean: null, error: null, measured: 0 }
