import type { DictionarySpec, DictionaryWeights } from '@/lib/domain/dictionary'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { loadDictionaryDirectory, loadModelDirectory } from '@/lib/models'
import { decoderNorms } from './decoder'

/** A model in the store. */
export interface ModelRef {
  readonly hash: string
  readonly dir: string
}

/** A dictionary in the store; the neuron basis has no directory. */
export interface DictionaryRef {
  readonly hash: string
  readonly dir: string | null
  readonly spec: DictionarySpec
}

export interface LoadedBundleModel {
  readonly ref: ModelRef
  readonly spec: ModelSpec
  readonly weights: TransformerWeights
}

export interface LoadedBundleDictionary {
  readonly ref: DictionaryRef
  readonly spec: DictionarySpec
  readonly weights: DictionaryWeights
  /** ‖W_dec,i‖: displayed activation is f_i × this. [d_sae] */
  readonly decoderNorms: Float32Array
}

const models = new Map<string, LoadedBundleModel>()
const dictionaries = new Map<string, LoadedBundleDictionary>()

/** A model's weights, read once a thread. */
export function loadModel(ref: ModelRef): LoadedBundleModel {
  let model = models.get(ref.hash)
  if (!model) {
    const { spec, weights } = loadModelDirectory(ref.dir)
    model = { ref, spec, weights }
    models.set(ref.hash, model)
  }
  return model
}

/** A dictionary's weights, read once a thread. */
export function loadDictionary(ref: DictionaryRef, model: ModelSpec): LoadedBundleDictionary {
  let dictionary = dictionaries.get(ref.hash)
  if (!dictionary) {
    const weights: DictionaryWeights =
      ref.dir === null ? { kind: 'neurons' } : loadDictionaryDirectory(ref.dir, model).weights
    dictionary = { ref, spec: ref.spec, weights, decoderNorms: decoderNorms(weights, ref.spec.dSae) }
    dictionaries.set(ref.hash, dictionary)
  }
  return dictionary
}
