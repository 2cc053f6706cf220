import {
  type CosineMetrics,
  cosineMetrics,
  type DensityMetrics,
  densityMetrics,
} from '@/lib/analysis/density-metrics'
import { type QualityMetrics, type QualitySums, qualityMetrics } from '@/lib/analysis/metrics'
import type { DictionarySpec, DictionaryWeights } from '@/lib/domain/dictionary'
import type { MeasuredText } from '@/lib/domain/measured-text'
import { featureGeometry } from '../decoder'
import {
  type EvaluationDictionary,
  type EvaluationModel,
  type EvaluationOptions,
  evaluateSequences,
} from './run'
import type { TextSample } from './sample'

const FEATURES_AT_ONCE = 512

/** The size of the sample on which the metrics were measured. */
export interface SampleSize {
  readonly measuredOn: MeasuredText
  /** Content tokens; L0, errors and densities are measured on them. */
  readonly measuredTokens: number
  /** Positions whose target is a content token; cross-entropies and divergences are measured on them. */
  readonly predictedTokens: number
  readonly measuredDocuments: number
  readonly measuredPackages: number
  /** The measured tokens if they were held out of the training, else 0. */
  readonly heldOutTokens: number
}

/** All metrics of a dictionary that need only a text, no analysis. */
export interface DictionaryMetrics extends QualityMetrics, DensityMetrics, SampleSize {
  readonly encoderDecoderCosine: CosineMetrics
}

/** Measures a dictionary on a sample of text. */
export async function measureDictionary(
  model: EvaluationModel,
  dictionary: EvaluationDictionary,
  sample: TextSample,
  options: EvaluationOptions,
): Promise<DictionaryMetrics> {
  const sums = await evaluateSequences(model, dictionary, sample.sequences, options)
  return {
    ...sampleSize(sums, sample),
    ...qualityMetrics(sums),
    ...densityMetrics(sums.firings, sums.tokens),
    encoderDecoderCosine: cosineMetrics(cosines(dictionary.weights, dictionary.spec)),
  }
}

export function sampleSize(
  sums: QualitySums,
  { documents, packages, measuredOn }: Omit<TextSample, 'sequences'>,
): SampleSize {
  return {
    measuredOn,
    measuredTokens: sums.tokens,
    predictedTokens: sums.predictions,
    measuredDocuments: documents,
    measuredPackages: packages,
    heldOutTokens: measuredOn === 'held-out' ? sums.tokens : 0,
  }
}

/** Returns the cosine of every feature's encoder and decoder directions; null if either is the zero vector. */
function cosines(weights: DictionaryWeights, { dSae }: DictionarySpec): (number | null)[] {
  const from = Array.from(
    { length: Math.ceil(dSae / FEATURES_AT_ONCE) },
    (_, block) => block * FEATURES_AT_ONCE,
  )
  return from
    .flatMap((first) => featureGeometry(weights, first, Math.min(FEATURES_AT_ONCE, dSae - first)))
    .map(({ encoderNorm, decoderNorm, cosine }) => (encoderNorm > 0 && decoderNorm > 0 ? cosine : null))
}
