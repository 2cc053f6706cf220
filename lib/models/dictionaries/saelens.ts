import type { LearnedSpec, LearnedWeights } from '@/lib/domain/dictionary'
import type { ModelSpec, Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type Json, readJson, requireDirectory, requireFile } from '../files'
import { readSafetensors, type TensorFile } from '../safetensors'
import { assertFinite, assertShape } from '../tensor-checks'
import { foldDecoderNorms } from './decoder-norms'
import { readSaeLensConfig } from './saelens-config'

/**
 * Reads SAELens directories of architecture `standard` and `topk`: cfg.json and sae_weights.safetensors. Source:
 * sae_lens/saes/{standard_sae,topk_sae}.py.
 */
export interface LoadedDictionary {
  readonly dir: string
  readonly spec: LearnedSpec
  /** The weights to use with the spec; `rescale_acts_by_decoder_norm` is folded in. */
  readonly weights: LearnedWeights
  /** cfg.json, flattened under SAELens 6 names. */
  readonly metadata: Json
  /** Seed of the shuffle of the model on which it was trained; null for the model itself. */
  readonly shuffleSeed: number | null
  /** Features whose decoder row is all zero: they can fire, but add nothing to the hook. */
  readonly zeroDecoderRows: readonly number[]
}

/** Reads a directory and checks it against its model. Throws with the file, key or tensor that is wrong. */
export function readSaeLensDictionary(dir: string, model: ModelSpec): LoadedDictionary {
  requireDirectory(dir)
  const cfgPath = requireFile(dir, 'cfg.json')
  const { spec, metadata, rescaled, shuffleSeed } = readSaeLensConfig(cfgPath, readJson(cfgPath), model)
  const stored = readWeights(readSafetensors(requireFile(dir, 'sae_weights.safetensors')), spec)
  const weights = rescaled ? foldDecoderNorms(stored) : stored
  return { dir, spec, weights, metadata, shuffleSeed, zeroDecoderRows: zeroRows(weights.W_dec) }
}

function readWeights(file: TensorFile, spec: LearnedSpec): LearnedWeights {
  const { dIn, dSae } = spec
  const shapes = { W_enc: [dIn, dSae], b_enc: [dSae], W_dec: [dSae, dIn], b_dec: [dIn] }
  refuseExtras(file, spec.kind, Object.keys(shapes))
  const read = (name: keyof typeof shapes): Tensor => {
    const tensor = file.tensor(name)
    assertShape(file.path, name, tensor, shapes[name])
    assertFinite(file.path, name, tensor)
    return tensor
  }
  const tensors = { W_enc: read('W_enc'), b_enc: read('b_enc'), W_dec: read('W_dec'), b_dec: read('b_dec') }
  return spec.kind === 'topk' ? { kind: 'topk', k: spec.k, ...tensors } : { kind: 'standard', ...tensors }
}

/** Throws for unknown tensors. SAELens up to version 5 wrote a scaling_factor of ones even where it was not used. */
function refuseExtras(file: TensorFile, kind: LearnedSpec['kind'], known: readonly string[]): void {
  for (const name of file.header.tensors.keys()) {
    if (known.includes(name)) continue
    if (name === 'scaling_factor' && file.tensor(name).data.every((value) => value === 1)) continue
    throw new SemascopeError(
      'unsupported',
      `${file.path}: tensor "${name}" is not part of a ${kind} dictionary (${known.join(', ')})`,
    )
  }
}

function zeroRows({ data, dims: [rows, columns] }: Tensor): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) =>
    data.subarray(row * columns, (row + 1) * columns).every((value) => value === 0),
  )
}
