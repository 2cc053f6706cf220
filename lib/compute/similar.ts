/** Finds the features of any dictionaries that are nearest to one feature, by decoder direction and by activation. */
import {
  type Correlated,
  featureColumn,
  mostCorrelated,
  sampleTokens,
} from '@/lib/analysis/activation-sample'
import { type Neighbour, nearestFeatures } from '@/lib/analysis/relate'
import { activationSample, type SampleRequest } from './activation-samples'
import { decoderRows } from './decoder'
import type { CachedDictionary, CachedModel } from './loaded'

/** A dictionary to search, with the file of its sample on the common sequences. */
export interface SimilarPlace {
  readonly model: CachedModel
  readonly dictionary: CachedDictionary
  readonly file: string
}

interface SimilarIn {
  /** Null if directions cannot be compared, because model or hook differ. */
  readonly cosines: Neighbour[] | null
  readonly correlations: Correlated[]
}

export interface Similar {
  /** Number of content tokens of the correlations, and of those on which the feature is active. */
  readonly tokens: number
  readonly active: number
  /** Results in the order of the dictionaries; the first is the feature's own dictionary. */
  readonly places: SimilarIn[]
}

/** Returns the `count` nearest features in each dictionary. */
export async function similarFeatures(
  places: readonly SimilarPlace[],
  feature: number,
  count: number,
  request: Omit<SampleRequest, 'file'>,
  threads: number,
): Promise<Similar> {
  const [own] = places
  const sampleOf = ({ model, dictionary, file }: SimilarPlace) =>
    activationSample(model, dictionary, { ...request, file }, threads)
  const sample = await sampleOf(own)
  const tokens = sampleTokens(sample)
  const column = featureColumn(sample, feature, tokens)
  const active = column.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0)
  const found: SimilarIn[] = []
  for (const place of places) {
    const self = place === own ? feature : -1
    found.push({
      cosines: cosines(own, place, feature, count),
      correlations:
        active === 0
          ? []
          : mostCorrelated(column, await sampleOf(place), place.dictionary.spec.dSae, count, self),
    })
  }
  return { tokens, active, places: found }
}

function cosines(own: SimilarPlace, place: SimilarPlace, feature: number, count: number): Neighbour[] | null {
  const { dIn, hook } = own.dictionary.spec
  const { spec, weights, decoderNorms } = place.dictionary
  if (place.model.ref.hash !== own.model.ref.hash || spec.hook !== hook) return null
  const norm = own.dictionary.decoderNorms[feature]
  if (norm === 0) return []
  const direction = decoderRows(own.dictionary.weights, dIn, feature, 1)
  const row = new Float32Array(spec.dSae)
  const omit = Uint8Array.from(decoderNorms, (other) => (other === 0 ? 1 : 0))
  if (weights.kind === 'neurons') for (let i = 0; i < spec.dSae; i++) row[i] = direction[i] / norm
  else
    for (let i = 0; i < spec.dSae; i++) {
      let dot = 0
      for (let k = 0; k < dIn; k++) dot += direction[k] * weights.W_dec.data[i * dIn + k]
      row[i] = omit[i] === 1 ? 0 : dot / norm / decoderNorms[i]
    }
  const [nearest] = nearestFeatures(row, spec.dSae, place === own ? feature : -1, count, omit)
  return nearest
}
