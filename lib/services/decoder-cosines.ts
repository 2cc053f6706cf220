import { type DecoderCosines, type FeatureRef, featureRefText } from '@/lib/contract/feature-refs'
import { wholeList } from '@/lib/contract/scalars'
import { cosineOf } from '@/lib/domain/cosine'
import { vectorsOf } from './vector'

/**
 * Returns the cosine of the decoders of each pair of features. Decoders of different models or hooks lie in different spaces,
 * so their cosine is null. Throws `not_found` for an unknown dictionary or feature.
 */
export async function decoderCosines(refs: readonly FeatureRef[]): Promise<DecoderCosines> {
  const found = await Promise.all(refs.map(({ dictionary, feature }) => vectorsOf(dictionary, feature)))
  const items = refs.flatMap((ref, i) =>
    refs.slice(i + 1).map((other, at) => {
      const [a, b] = [found[i], found[i + 1 + at]]
      const comparable = a.dictionary.model === b.dictionary.model && a.spec.hook === b.spec.hook
      return {
        a: featureRefText(ref),
        b: featureRefText(other),
        cosine: comparable ? cosineOf(a.vectors.decoder, b.vectors.decoder) : null,
      }
    }),
  )
  return wholeList(items)
}
