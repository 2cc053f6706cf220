/** Quality of a dictionary from sums over a sample. What is undefined is null, never 0 or NaN. */
import { SemascopeError } from '@/lib/errors'
import { DISPLAY_BINS, type Histogram } from './histogram'

/** Float64 sums over a sample of tokens; see services that run the model. */
export interface QualitySums {
  /** Content tokens, and positions whose target is a content token. */
  readonly tokens: number
  readonly predictions: number
  /** Σ cross-entropy in nats: clean, hook set to 0, hook replaced by the reconstruction. */
  readonly ceBase: number
  readonly ceZero: number
  readonly ceSae: number
  /** Firings. */
  readonly active: number
  /** Σ‖x − x̂‖² and Σ‖x‖²; Σx per input dimension. */
  readonly squaredError: number
  readonly squaredNorm: number
  readonly inputSum: Float64Array // [d_in]
}

export interface QualityMetrics {
  /** Mean number of features that fire on a token. */
  readonly l0: number | null
  readonly ceBase: number | null
  readonly ceZero: number | null
  readonly ceSae: number | null
  /** (CE_zero − CE_sae) / (CE_zero − CE_base); null when zero ablation does not hurt. */
  readonly ceRecovered: number | null
  /** 1 − Σ‖x − x̂‖² / Σ‖x − x̄‖² over the whole sample; null when x does not vary. */
  readonly explainedVariance: number | null
}

export function qualityMetrics(sums: QualitySums): QualityMetrics {
  const { tokens, predictions, active, squaredError, squaredNorm, inputSum } = sums
  const mean = (sum: number, n: number) => (n > 0 ? sum / n : null)
  const damage = sums.ceZero - sums.ceBase
  let meanNorm = 0
  for (const sum of inputSum) meanNorm += tokens > 0 ? (sum / tokens) * sum : 0
  const variation = squaredNorm - meanNorm
  return {
    l0: mean(active, tokens),
    ceBase: mean(sums.ceBase, predictions),
    ceZero: mean(sums.ceZero, predictions),
    ceSae: mean(sums.ceSae, predictions),
    ceRecovered: predictions > 0 && damage > 0 ? (sums.ceZero - sums.ceSae) / damage : null,
    explainedVariance: variation > squaredNorm * 1e-12 ? 1 - squaredError / variation : null,
  }
}

/** Adds up the sums of parts of a sample, in their order. */
export function mergeQuality(parts: readonly QualitySums[]): QualitySums {
  const dIn = parts[0]?.inputSum.length ?? 0
  const total = (key: Exclude<keyof QualitySums, 'inputSum'>) =>
    parts.reduce((sum, part) => sum + part[key], 0)
  const inputSum = new Float64Array(dIn)
  for (const part of parts) {
    if (part.inputSum.length !== dIn)
      throw new SemascopeError(
        'invalid_input',
        `sums over inputs of ${part.inputSum.length} and ${dIn} dimensions`,
      )
    part.inputSum.forEach((sum, k) => {
      inputSum[k] += sum
    })
  }
  return {
    tokens: total('tokens'),
    predictions: total('predictions'),
    ceBase: total('ceBase'),
    ceZero: total('ceZero'),
    ceSae: total('ceSae'),
    active: total('active'),
    squaredError: total('squaredError'),
    squaredNorm: total('squaredNorm'),
    inputSum,
  }
}

/** Density below which a feature counts as ultralow, and above which as dense. */
export const ULTRALOW_DENSITY = 1e-6
export const DENSE_DENSITY = 0.1

export interface DensityMetrics {
  /** Share of features that never fire. */
  readonly deadFraction: number | null
  /** Share that fires, but on under 1 token in a million; null below a million tokens, where it cannot be told. */
  readonly ultralowFraction: number | null
  /** Share that fires on more than a tenth of tokens. */
  readonly denseFraction: number | null
  /** Over live features, the middle two averaged; null when all are dead. */
  readonly medianDensity: number | null
  /** log10 density of live features in 40 even bins from the rarest density a corpus of this size can show to 1. */
  readonly histogram: Histogram | null
}

/** Density metrics from firings per feature and the corpus' content tokens. */
export function densityMetrics(counts: ArrayLike<number>, contentTokens: number): DensityMetrics {
  if (counts.length === 0 || contentTokens === 0)
    return {
      deadFraction: null,
      ultralowFraction: null,
      denseFraction: null,
      medianDensity: null,
      histogram: null,
    }
  const densities = Array.from(counts, (count) => count / contentTokens)
  const live = densities.filter((density) => density > 0).sort((a, b) => a - b)
  const share = (test: (density: number) => boolean) => densities.filter(test).length / densities.length
  const middle = live.length >>> 1
  return {
    deadFraction: share((density) => density === 0),
    ultralowFraction:
      contentTokens < 1 / ULTRALOW_DENSITY
        ? null
        : share((density) => density > 0 && density < ULTRALOW_DENSITY),
    denseFraction: share((density) => density > DENSE_DENSITY),
    medianDensity:
      live.length === 0 ? null : live.length % 2 === 1 ? live[middle] : (live[middle - 1] + live[middle]) / 2,
    histogram: live.length === 0 ? null : densityHistogram(live, contentTokens),
  }
}

function densityHistogram(live: readonly number[], contentTokens: number): Histogram {
  const low = Math.min(-1, Math.floor(-Math.log10(contentTokens)))
  const edges = Array.from({ length: DISPLAY_BINS + 1 }, (_, j) => low - (low * j) / DISPLAY_BINS)
  const counts = new Array<number>(DISPLAY_BINS).fill(0)
  for (const density of live) {
    const value = Math.log10(density)
    let bin = DISPLAY_BINS - 1
    while (bin > 0 && value < edges[bin]) bin--
    counts[bin]++
  }
  return { edges, counts }
}
