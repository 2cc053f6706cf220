import { LRUCache } from 'lru-cache'
import type { DictionarySpec, DictionaryWeights } from '@/lib/domain/dictionary'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { openDictionaryDirectory, openModelDirectory, readModelSpec } from '@/lib/models'
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

export interface CachedModel {
  readonly ref: ModelRef
  readonly spec: ModelSpec
  readonly weights: TransformerWeights
  /** True if the weights are left in their files, of which all threads share one copy in memory; default false. */
  readonly mapped?: boolean
}

export interface CachedDictionary {
  readonly ref: DictionaryRef
  readonly spec: DictionarySpec
  readonly weights: DictionaryWeights
  readonly mapped?: boolean
  /** ‖W_dec,i‖, [d_sae]; the displayed activation is f_i × ‖W_dec,i‖. */
  readonly decoderNorms: Float32Array
}

/** A run reads one model and at most 64 dictionaries. */
const models = new LRUCache<string, CachedModel>({ max: 4 })
const dictionaries = new LRUCache<string, CachedDictionary>({ max: 64 })

/** Returns a model with its weights, which are read once per thread. */
export function loadModel(ref: ModelRef): CachedModel {
  let model = models.get(ref.hash)
  if (!model) {
    const spec = readModelSpec(ref.dir)
    model = { ref, spec, ...openModelDirectory(ref.dir, spec) }
    models.set(ref.hash, model)
  }
  return model
}

/** Returns a dictionary with its weights, which are read once per thread. */
export function loadDictionary(ref: DictionaryRef, model: ModelSpec): CachedDictionary {
  let dictionary = dictionaries.get(ref.hash)
  if (!dictionary) {
    const { spec } = ref
    const opened =
      ref.dir === null || spec.kind === 'neurons'
        ? { weights: { kind: 'neurons' } as const }
        : openDictionaryDirectory(ref.dir, spec, model)
    dictionary = { ref, spec, ...opened, decoderNorms: decoderNorms(opened.weights, spec.dSae) }
    dictionaries.set(ref.hash, dictionary)
  }
  return dictionary
}
