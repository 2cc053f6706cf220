import type { DictionarySpec, DictionaryWeights } from '@/lib/domain/dictionary'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import {
  dictionaryBytes,
  modelBytes,
  type OpenedDictionary,
  openDictionaryDirectory,
  openModelDirectory,
  readModelSpec,
} from '@/lib/models'
import { decoderNorms } from './decoder'
import { kept } from './kept'

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

/** Returns a model with its weights, which are read once per thread. */
export function loadModel(ref: ModelRef): CachedModel {
  return kept.get(`model/${ref.hash}`, () => {
    const spec = readModelSpec(ref.dir)
    const opened = openModelDirectory(ref.dir, spec)
    return { value: { ref, spec, ...opened }, bytes: opened.mapped ? 0 : modelBytes(spec) }
  })
}

/** Returns a dictionary with its weights, which are read once per thread. */
export function loadDictionary(ref: DictionaryRef, model: ModelSpec): CachedDictionary {
  return kept.get(`dictionary/${ref.hash}`, () => {
    const { spec } = ref
    const opened = openWeights(ref, model)
    const norms = decoderNorms(opened.weights, spec.dSae)
    const read = opened.weights.kind !== 'neurons' && !opened.mapped
    return {
      value: { ref, spec, ...opened, decoderNorms: norms },
      bytes: norms.byteLength + (read ? dictionaryBytes(spec) : 0),
    }
  })
}

function openWeights({ dir, spec }: DictionaryRef, model: ModelSpec): OpenedDictionary {
  if (dir === null || spec.kind === 'neurons') return { weights: { kind: 'neurons' }, mapped: false }
  return openDictionaryDirectory(dir, spec, model)
}
