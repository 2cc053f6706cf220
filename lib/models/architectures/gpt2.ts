import type { BlockWeights, ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { readJson, requireFile } from '../files'
import { sameNumbers, splitColumns, transpose } from '../matrix'
import { readSafetensorsDirectory, type TensorFile } from '../safetensors'
import { assertFinite, assertShape } from '../tensor-checks'
import { readGpt2Config } from './gpt2-config'

/**
 * Reads Hugging Face GPT-2 directories. Linear layers are stored as Conv1D, [in, out], which is TransformerLens'
 * orientation; c_attn holds queries, keys and values next to each other. Names come with and without the prefix
 * `transformer.`; causal masks saved as buffers are skipped. Source: transformers, modeling_gpt2.py.
 */

/** Buffers of older checkpoints: the causal mask, and the number that it filled in. */
const MASK_BUFFER = /^h\.\d+\.attn\.(bias|masked_bias)$/
const PREFIX = 'transformer.'

export interface LoadedWeights {
  readonly spec: ModelSpec
  readonly weights: TransformerWeights
}

/**
 * Reads `config.json` and the safetensors of a GPT-2 directory. Throws with the file, key or tensor that is wrong.
 */
export function readGpt2Directory(dir: string): LoadedWeights {
  const configPath = requireFile(dir, 'config.json')
  const spec = readGpt2Config(configPath, readJson(configPath))
  const file = readSafetensorsDirectory(dir)
  return { spec, weights: readGpt2Weights(file, spec) }
}

/** Reads and checks all weights: shape against the spec, finite numbers, and no tensor of the trunk left over. */
function readGpt2Weights(file: TensorFile, spec: ModelSpec): TransformerWeights {
  const { dModel: d, dMlp: m, dVocab: v } = spec
  const used = new Set<string>()
  const prefix = file.has(`${PREFIX}wte.weight`) ? PREFIX : ''
  const read = (name: string, shape: readonly number[], full = prefix + name): Tensor => {
    const tensor = file.tensor(full)
    assertShape(file.path, full, tensor, shape)
    assertFinite(file.path, full, tensor)
    used.add(full)
    return tensor
  }
  const block = (layer: number): BlockWeights => {
    const at = (name: string, shape: readonly number[]) => read(`h.${layer}.${name}`, shape)
    const [W_Q, W_K, W_V] = splitColumns(at('attn.c_attn.weight', [d, 3 * d]), 3)
    const [b_Q, b_K, b_V] = splitColumns(at('attn.c_attn.bias', [3 * d]), 3)
    return {
      ln1_w: at('ln_1.weight', [d]),
      ln1_b: at('ln_1.bias', [d]),
      W_Q,
      W_K,
      W_V,
      b_Q,
      b_K,
      b_V,
      W_O: at('attn.c_proj.weight', [d, d]),
      b_O: at('attn.c_proj.bias', [d]),
      ln2_w: at('ln_2.weight', [d]),
      ln2_b: at('ln_2.bias', [d]),
      W_in: at('mlp.c_fc.weight', [d, m]),
      b_in: at('mlp.c_fc.bias', [m]),
      W_out: at('mlp.c_proj.weight', [m, d]),
      b_out: at('mlp.c_proj.bias', [d]),
    }
  }
  const W_E = read('wte.weight', [v, d])
  const trunk = {
    W_E,
    W_pos: read('wpe.weight', [spec.nCtx, d]),
    blocks: Array.from({ length: spec.nLayers }, (_, layer) => block(layer)),
    ln_f_w: read('ln_f.weight', [d]),
    ln_f_b: read('ln_f.bias', [d]),
  }
  const readHead = () => read('lm_head.weight', [v, d], 'lm_head.weight')
  const head = !spec.tiedHead || file.has('lm_head.weight') ? readHead() : W_E
  if (spec.tiedHead && head !== W_E && !sameNumbers(head, W_E))
    throw new SemascopeError(
      'invalid_input',
      `${file.path}: lm_head.weight differs from ${prefix}wte.weight although tie_word_embeddings is true`,
    )
  refuseLeftovers(file, prefix, used)
  return { ...trunk, W_U: transpose(head) }
}

/** Throws if a trunk tensor was not read: then the config does not describe these weights. */
function refuseLeftovers(file: TensorFile, prefix: string, used: ReadonlySet<string>): void {
  for (const name of file.header.tensors.keys()) {
    if (used.has(name)) continue
    const inner = name.startsWith(prefix) ? name.slice(prefix.length) : name
    if (MASK_BUFFER.test(inner)) continue
    if (/^(h\.|wte\.|wpe\.|ln_f\.|lm_head\.)/.test(inner) || name.startsWith(PREFIX))
      throw new SemascopeError(
        'unsupported',
        `${file.path}: tensor "${name}" is not part of the GPT-2 that config.json describes`,
      )
  }
}
