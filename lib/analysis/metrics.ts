/**
 * Quality of a dictionary from sums over a sample of text: one definition for the trainer, the pipeline and the
 * command line. An undefined metric is null, never 0 or NaN. Sums are float64 and are merged in order.
 */

/** Sums over a sample of tokens; compute/evaluate runs the model. */
export interface QualitySums {
  /** Number of content tokens, and of positions whose target is a content token. */
  readonly tokens: number
  readonly predictions: number
  /**
   * Σ cross-entropy in nats with the hook unchanged, set to 0, set to its mean over content tokens, and
   * reconstructed.
   */
  readonly ceBase: number
  readonly ceZero: number
  readonly ceMean: number
  readonly ceSae: number
  /** Σ KL(unchanged ‖ changed) in nats over the distribution of the next token. */
  readonly klZero: number
  readonly klSae: number
  /** Number of content tokens on which each feature fires. */
  readonly firings: Float64Array // [d_sae]
  /** Σ‖x − x̂‖² and Σ‖x‖²; Σx per input dimension. All over content tokens. */
  readonly squaredError: number
  readonly squaredNorm: number
  readonly inputSum: Float64Array // [d_in]
}

export interface QualityMetrics {
  /** Mean number of features that fire on a token. */
  readonly l0: number | null
  /** Mean cross-entropies in nats per predicted token. */
  readonly ceBase: number | null
  readonly ceZero: number | null
  readonly ceMean: number | null
  readonly ceSae: number | null
  /** (CE_zero − CE_sae) / (CE_zero − CE_base); null if zero ablation does not increase the loss. */
  readonly ceRecovered: number | null
  /** The same measure against mean ablation. */
  readonly ceRecoveredMean: number | null
  /** Mean KL divergences from the unchanged model, in nats per predicted token. */
  readonly klZero: number | null
  readonly klSae: number | null
  /** (KL_zero − KL_sae) / KL_zero; null if zero ablation changes nothing. */
  readonly klScore: number | null
  /** 1 − Σ‖x − x̂‖² / Σ‖x − x̄‖² over the whole sample; null if x does not vary. */
  readonly explainedVariance: number | null
  /** Σ‖x − x̂‖² / (tokens · d_in). */
  readonly mse: number | null
  /** Σ‖x − x̂‖² / Σ‖x‖², without centring; null if x is 0. */
  readonly normalisedMse: number | null
}

const SCALARS = [
  'tokens',
  'predictions',
  'ceBase',
  'ceZero',
  'ceMean',
  'ceSae',
  'klZero',
  'klSae',
  'squaredError',
  'squaredNorm',
] as const

/** Sums that start at 0; callers add to them in place. */
export type RunningSums = { -readonly [K in keyof QualitySums]: QualitySums[K] }

export function emptySums(dSae: number, dIn: number): RunningSums {
  return {
    ...(Object.fromEntries(SCALARS.map((key) => [key, 0])) as Record<(typeof SCALARS)[number], number>),
    firings: new Float64Array(dSae),
    inputSum: new Float64Array(dIn),
  }
}

/** Returns the metrics of a sample. */
export function qualityMetrics(sums: QualitySums): QualityMetrics {
  const { tokens, predictions, squaredError, squaredNorm, inputSum } = sums
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null)
  const recovered = (ceAblated: number) =>
    predictions > 0 ? ratio(ceAblated - sums.ceSae, ceAblated - sums.ceBase) : null
  let meanNorm = 0
  for (const sum of inputSum) meanNorm += tokens > 0 ? (sum / tokens) * sum : 0
  const variation = squaredNorm - meanNorm
  let active = 0
  for (const count of sums.firings) active += count
  return {
    l0: ratio(active, tokens),
    ceBase: ratio(sums.ceBase, predictions),
    ceZero: ratio(sums.ceZero, predictions),
    ceMean: ratio(sums.ceMean, predictions),
    ceSae: ratio(sums.ceSae, predictions),
    ceRecovered: recovered(sums.ceZero),
    ceRecoveredMean: recovered(sums.ceMean),
    klZero: ratio(sums.klZero, predictions),
    klSae: ratio(sums.klSae, predictions),
    klScore: ratio(sums.klZero - sums.klSae, sums.klZero),
    explainedVariance: variation > squaredNorm * 1e-12 ? 1 - squaredError / variation : null,
    mse: ratio(squaredError, tokens * inputSum.length),
    normalisedMse: ratio(squaredError, squaredNorm),
  }
}
