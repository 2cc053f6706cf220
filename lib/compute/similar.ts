/** Finds the features of any dictionaries that are nearest to one feature, by decoder direction and by activation. */
import type { Correlated } from '@/lib/analysis/activity'
import { type Neighbour, nearestFeatures } from '@/lib/analysis/relate'
import { decoderRows } from './decoder'
import type { CachedDictionary, CachedModel } from './loaded'
import { correlatedWith, storedActivities } from './stored-activity'

/** A dictionary to search, with the files of its activations on the common text; null if they are not all there. */
export interface SimilarPlace {
  readonly model: CachedModel
  readonly dictionary: CachedDictionary
  readonly files: readonly string[] | null
}

interface SimilarIn {
  /** Null if directions cannot be compared, because model or hook differ. */
  readonly cosines: Neighbour[] | null
  /** Null if the files of one of the two dictionaries are missing. */
  readonly correlations: Correlated[] | null
}

export interface Similar {
  /** Number of content tokens on which the feature is active; null if the files of its dictionary are missing. */
  readonly active: number | null
  /** Results in the order of the dictionaries; the first is the feature's own dictionary. */
  readonly places: SimilarIn[]
}

/** Returns the `count` nearest features in each dictionary, over a text of `tokens` content tokens. */
export async function similarFeatures(
  places: readonly SimilarPlace[],
  feature: number,
  { count, tokens }: { readonly count: number; readonly tokens: number },
): Promise<Similar> {
  const [own] = places
  const activity = own.files === null ? null : (await storedActivities(stored(own, own.files), [feature]))[0]
  const found: SimilarIn[] = []
  for (const place of places) {
    const omit = place === own ? feature : -1
    const { files } = place
    found.push({
      cosines: cosines(own, place, feature, count),
      correlations:
        activity === null || files === null
          ? null
          : activity.rows.length === 0
            ? []
            : await correlatedWith(activity, stored(place, files), { tokens, k: count, omit }),
    })
  }
  return { active: activity?.rows.length ?? null, places: found }
}

const stored = ({ dictionary }: SimilarPlace, files: readonly string[]) => ({
  files,
  dSae: dictionary.spec.dSae,
})

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
  else {
    const { data } = weights.W_dec
    for (let i = 0; i < spec.dSae; i++) {
      let dot = 0
      for (let k = 0; k < dIn; k++) dot += direction[k] * data[i * dIn + k]
      row[i] = omit[i] === 1 ? 0 : dot / norm / decoderNorms[i]
    }
  }
  const [nearest] = nearestFeatures(row, spec.dSae, place === own ? feature : -1, count, omit)
  return nearest
}
