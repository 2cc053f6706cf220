import { createHash } from 'node:crypto'
import type { DictionarySpec, DictionaryWeights } from '@/lib/domain/dictionary'
import type { ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'

/**
 * Returns a SHA-256 of the numbers, not of how a file stores them: tensors sorted by name, each as name, shape, then
 * little-endian float32 bytes.
 */
export function weightsHash(tensors: Readonly<Record<string, Tensor>>, preamble = ''): string {
  const hash = createHash('sha256').update(`${preamble}\n`)
  for (const name of Object.keys(tensors).sort()) {
    const { data, dims } = tensors[name]
    hash.update(`${name}[${dims.join(',')}]\n`)
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.digest('hex')
}

/**
 * Returns the hash of a model: its weights and every field of its spec, since eps or activation change the numbers.
 */
export function modelHash(spec: ModelSpec, weights: TransformerWeights): string {
  const { blocks, ...rest } = weights
  const tensors: Record<string, Tensor> = { ...rest }
  blocks.forEach((block, layer) => {
    for (const [name, tensor] of Object.entries(block)) tensors[`blocks.${layer}.${name}`] = tensor
  })
  return weightsHash(tensors, canonical(spec))
}

/** Returns the hash of a dictionary: its weights and every field of its spec. */
export function dictionaryHash(spec: DictionarySpec, weights: DictionaryWeights): string {
  if (weights.kind === 'neurons') return weightsHash({}, canonical(spec))
  const { W_enc, b_enc, W_dec, b_dec } = weights
  return weightsHash({ W_enc, b_enc, W_dec, b_dec }, canonical(spec))
}

function canonical(spec: object): string {
  return JSON.stringify(Object.entries(spec).sort(([a], [b]) => (a < b ? -1 : 1)))
}
