import type { DictionarySpec, StandardWeights } from '@/lib/domain/dictionary'
import type { ModelSpec, Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type Json, readJson, requireDirectory, requireFile } from '../files'
import { readSafetensors, type TensorFile } from '../safetensors'
import { assertFinite, assertShape } from '../tensor-checks'
import { readSaeLensConfig } from './saelens-config'

/**
 * SAELens directories of architecture `standard`: f = relu((x − b_dec·flag)·W_enc + b_enc),
 * x̂ = f·W_dec + b_dec. Source: sae_lens/saes/standard_sae.py.
 */
export interface LoadedStandard {
  readonly dir: string
  readonly spec: DictionarySpec
  readonly weights: StandardWeights
  /** cfg.json, flattened under SAELens 6 names. */
  readonly metadata: Json
  /** Features whose decoder row is all zero: they can fire, but write nothing. */
  readonly zeroDecoderRows: readonly number[]
}

/** Reads and checks a directory against the model it is for. Errors name file, key or tensor. */
export function readStandardDictionary(dir: string, model: ModelSpec): LoadedStandard {
  requireDirectory(dir)
  const cfgPath = requireFile(dir, 'cfg.json')
  const { spec, metadata } = readSaeLensConfig(cfgPath, readJson(cfgPath), model)
  const weights = readStandardWeights(readSafetensors(requireFile(dir, 'sae_weights.safetensors')), spec)
  return { dir, spec, weights, metadata, zeroDecoderRows: zeroRows(weights.W_dec) }
}

function readStandardWeights(file: TensorFile, { dIn, dSae }: DictionarySpec): StandardWeights {
  const shapes = { W_enc: [dIn, dSae], b_enc: [dSae], W_dec: [dSae, dIn], b_dec: [dIn] }
  refuseExtras(file, Object.keys(shapes))
  const read = (name: keyof typeof shapes): Tensor => {
    const tensor = file.tensor(name)
    assertShape(file.path, name, tensor, shapes[name])
    assertFinite(file.path, name, tensor)
    return tensor
  }
  return {
    kind: 'standard',
    W_enc: read('W_enc'),
    b_enc: read('b_enc'),
    W_dec: read('W_dec'),
    b_dec: read('b_dec'),
  }
}

/** SAELens up to version 5 wrote a scaling_factor of ones even where it was not used. */
function refuseExtras(file: TensorFile, known: readonly string[]): void {
  for (const name of file.header.tensors.keys()) {
    if (known.includes(name)) continue
    if (name === 'scaling_factor' && file.tensor(name).data.every((value) => value === 1)) continue
    throw new SemascopeError(
      'unsupported',
      `${file.path}: tensor "${name}" is not part of a standard dictionary (${known.join(', ')})`,
    )
  }
}

function zeroRows({ data, dims: [rows, columns] }: Tensor): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) =>
    data.subarray(row * columns, (row + 1) * columns).every((value) => value === 0),
  )
}
