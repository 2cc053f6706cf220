import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { StandardSpec, StandardWeights, TopKSpec, TopKWeights } from '@/lib/domain/dictionary'
import type { BlockWeights, ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { transpose } from '@/lib/models/matrix'
import { uniform } from '../support/random'

/** Returns a generator of uniform numbers in [−1, 1). */
export function signed(seed: number): () => number {
  const next = uniform(seed)
  return () => 2 * next() - 1
}

export const TINY_SPEC: ModelSpec = {
  architecture: 'gpt2',
  nLayers: 2,
  nHeads: 2,
  dModel: 16,
  dMlp: 40,
  nCtx: 24,
  dVocab: 96,
  activation: 'gelu_new',
  layerNormEps: 1e-5,
  tiedHead: true,
  bosTokenId: 95,
  eosTokenId: 95,
}

/** Returns a model whose tensors all differ and have no usual initial value. */
export function randomModel(spec: ModelSpec, seed = 1): TransformerWeights {
  const next = signed(seed)
  const make = (dims: number[], scale: number, offset = 0): Tensor => ({
    data: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => offset + scale * next()),
    dims,
  })
  const { dModel: d, dMlp: m, dVocab: v } = spec
  const block = (): BlockWeights => ({
    ln1_w: make([d], 0.3, 1),
    ln1_b: make([d], 0.2),
    W_Q: make([d, d], 0.6),
    W_K: make([d, d], 0.6),
    W_V: make([d, d], 0.6),
    b_Q: make([d], 0.2),
    b_K: make([d], 0.2),
    b_V: make([d], 0.2),
    W_O: make([d, d], 0.5),
    b_O: make([d], 0.2),
    ln2_w: make([d], 0.3, 1),
    ln2_b: make([d], 0.2),
    W_in: make([d, m], 0.6),
    b_in: make([m], 0.3),
    W_out: make([m, d], 0.4),
    b_out: make([d], 0.2),
  })
  const W_E = make([v, d], 0.8)
  return {
    W_E,
    W_pos: make([spec.nCtx, d], 0.4),
    blocks: Array.from({ length: spec.nLayers }, block),
    ln_f_w: make([d], 0.3, 1),
    ln_f_b: make([d], 0.2),
    W_U: spec.tiedHead ? transpose(W_E) : make([d, v], 0.8),
  }
}

export const TINY_DICTIONARY: StandardSpec = {
  kind: 'standard',
  hook: 'blocks.1.mlp.hook_post',
  dIn: TINY_SPEC.dMlp,
  dSae: 64,
  prependBos: true,
  contextSize: 16,
  applyBDecToInput: true,
}

export const TINY_TOPK: TopKSpec = { ...TINY_DICTIONARY, kind: 'topk', k: 7 }

export function randomTopK(spec: TopKSpec, seed = 5): TopKWeights {
  return { ...randomDictionary({ ...spec, kind: 'standard' }, seed), kind: 'topk', k: spec.k }
}

export function randomDictionary(spec: StandardSpec, seed = 2): StandardWeights {
  const next = signed(seed)
  const make = (dims: number[], scale: number): Tensor => ({
    data: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => scale * next()),
    dims,
  })
  return {
    kind: 'standard',
    W_enc: make([spec.dIn, spec.dSae], 0.5),
    b_enc: make([spec.dSae], 0.4),
    W_dec: make([spec.dSae, spec.dIn], 0.2),
    b_dec: make([spec.dIn], 0.3),
  }
}

/** Makes temporary folders that are deleted at the end of the test file. */
export function temporaryFolder(): (name: string) => string {
  const root = mkdtempSync(join(tmpdir(), 'semascope-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return (name) => join(root, name)
}

/** Returns the error that a function throws, to check more than one property. */
export function thrown(run: () => unknown): Error & { code?: string } {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not throw')
}
