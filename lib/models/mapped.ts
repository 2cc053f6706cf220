/**
 * Opens models and dictionaries for computing. Large weights stay in their files, of which all threads and sessions share
 * one copy in memory; small ones are read.
 */
import type { DictionaryWeights, LearnedSpec } from '@/lib/domain/dictionary'
import type { ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { assembleWeights, parameterShapes, parameterTensor } from '@/lib/onnx/graphs/parameters'
import { loadDictionaryDirectory } from './dictionaries'
import { type LoadedModel, loadModelDirectory } from './model-directory'
import { hasWeightsMap, readWeightsMap, writeWeightsMap } from './weights-map'

/** From so many bytes on, weights are left in their files. */
const MAPPED_BYTES = 64 * 2 ** 20

export interface OpenedModel {
  readonly weights: TransformerWeights
  /** True if the weights are left in their files. */
  readonly mapped: boolean
}

export interface OpenedDictionary {
  readonly weights: DictionaryWeights
  readonly mapped: boolean
}

/** Returns the number of bytes of a model's weights in float32. */
export function modelBytes(spec: ModelSpec): number {
  let numbers = 0
  for (const shape of parameterShapes(spec).values()) numbers += shape.reduce((a, b) => a * b, 1)
  return 4 * numbers
}

/** Returns the number of bytes of a dictionary's weights in float32. */
export function dictionaryBytes({ dIn, dSae }: { readonly dIn: number; readonly dSae: number }): number {
  return 4 * (2 * dIn * dSae + dIn + dSae)
}

/**
 * Opens the weights of a model directory, which must not change any more. Throws like loadModelDirectory.
 * @param mappedFrom Number of bytes from which on weights stay in their files.
 */
export function openModelDirectory(dir: string, spec: ModelSpec, mappedFrom = MAPPED_BYTES): OpenedModel {
  if (modelBytes(spec) < mappedFrom) return { weights: loadModelDirectory(dir).weights, mapped: false }
  return {
    weights: assembleWeights(
      spec,
      mapOf(dir, () => modelTensors(loadModelDirectory(dir))),
    ),
    mapped: true,
  }
}

/** Opens the weights of a dictionary directory like openModelDirectory. Throws like loadDictionaryDirectory. */
export function openDictionaryDirectory(
  dir: string,
  spec: LearnedSpec,
  model: ModelSpec,
  mappedFrom = MAPPED_BYTES,
): OpenedDictionary {
  const load = () => loadDictionaryDirectory(dir, model).weights
  if (dictionaryBytes(spec) < mappedFrom) return { weights: load(), mapped: false }
  const of = mapOf(dir, () => {
    const { W_enc, b_enc, W_dec, b_dec } = load()
    return Object.entries({ W_enc, b_enc, W_dec, b_dec })
  })
  const tensors = { W_enc: of('W_enc'), b_enc: of('b_enc'), W_dec: of('W_dec'), b_dec: of('b_dec') }
  return {
    weights:
      spec.kind === 'topk' ? { kind: spec.kind, k: spec.k, ...tensors } : { kind: spec.kind, ...tensors },
    mapped: true,
  }
}

/** Writes where the weights of a copy of a loaded directory lie, if they will stay in their files. */
export function mapModelCopy(loaded: LoadedModel, dir: string): void {
  if (modelBytes(loaded.spec) < MAPPED_BYTES || hasWeightsMap(dir)) return
  writeWeightsMap(dir, modelTensors(loaded), loaded.dir)
}

function modelTensors({ spec, weights }: Pick<LoadedModel, 'spec' | 'weights'>): [string, Tensor][] {
  return [...parameterShapes(spec).keys()].map((name) => [name, parameterTensor(weights, name)])
}

/** Returns the weights of a directory by name; makes its map first if this is the first use on this machine. */
function mapOf(dir: string, tensors: () => Iterable<readonly [string, Tensor]>): (name: string) => Tensor {
  if (!hasWeightsMap(dir)) writeWeightsMap(dir, tensors())
  return readWeightsMap(dir)
}
