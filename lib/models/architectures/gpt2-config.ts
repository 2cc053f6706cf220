import type { MlpActivation, ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type ConfigReader, configReader } from '../config-reader'
import type { Json } from '../files'

/** Reads and writes `config.json` of a Hugging Face GPT-2 directory; absent keys have transformers' defaults. */

const ACTIVATIONS: Readonly<Record<string, MlpActivation>> = {
  relu: 'relu',
  gelu: 'gelu',
  gelu_new: 'gelu_new',
  gelu_pytorch_tanh: 'gelu_new',
}

/** transformers' default if a config names no BOS or EOS. */
const GPT2_END_OF_TEXT = 50_256

/** Keys that change the forward pass, with the only value supported. */
const FIXED: readonly (readonly [key: string, value: boolean, why: string])[] = [
  ['scale_attn_weights', true, 'attention is scaled by 1/√d_head'],
  ['scale_attn_by_inverse_layer_idx', false, 'attention is scaled by 1/√d_head alone'],
  ['add_cross_attention', false, 'only self-attention is read'],
]

/** Reads the config. Throws `unsupported` or `invalid_input` with file, key and value. */
export function readGpt2Config(path: string, json: Json): ModelSpec {
  const config = configReader(path, json)
  for (const [key, value, why] of FIXED) if (config.boolean(key, value) !== value) config.refuse(key, why)
  if (json.quantization_config) config.refuse('quantization_config', 'weights must be plain floats')
  if (json.pruned_heads && Object.keys(json.pruned_heads).length > 0)
    config.refuse('pruned_heads', 'every layer must keep all its heads')
  const dModel = config.integer('n_embd')
  const nHeads = config.integer('n_head')
  if (dModel % nHeads !== 0)
    throw new SemascopeError(
      'invalid_input',
      `${path}: n_embd ${dModel} is not a multiple of n_head ${nHeads}`,
    )
  const dVocab = config.integer('vocab_size')
  return {
    architecture: 'gpt2',
    nLayers: config.integer('n_layer'),
    nHeads,
    dModel,
    dMlp: config.integer('n_inner', { fallback: 4 * dModel }),
    nCtx: config.integer('n_positions'),
    dVocab,
    activation: activation(config),
    layerNormEps: config.positive('layer_norm_epsilon', 1e-5),
    tiedHead: config.boolean('tie_word_embeddings', true),
    bosTokenId: specialToken(config, 'bos_token_id', dVocab),
    eosTokenId: specialToken(config, 'eos_token_id', dVocab),
  }
}

function activation(config: ConfigReader): MlpActivation {
  const name = config.text('activation_function', 'gelu_new')
  if (!Object.hasOwn(ACTIVATIONS, name))
    config.refuse('activation_function', `known are ${Object.keys(ACTIVATIONS).join(', ')}`)
  return ACTIVATIONS[name]
}

function specialToken(config: ConfigReader, key: string, dVocab: number): number {
  const id = config.integer(key, { fallback: GPT2_END_OF_TEXT, least: 0 })
  if (id >= dVocab)
    throw new SemascopeError(
      'invalid_input',
      `${config.path}: ${key} ${id} is outside the vocabulary of ${dVocab}`,
    )
  return id
}

/** Returns the config that transformers reads as the same model. */
export function gpt2Config(spec: ModelSpec): Json {
  return {
    architectures: ['GPT2LMHeadModel'],
    model_type: 'gpt2',
    vocab_size: spec.dVocab,
    n_positions: spec.nCtx,
    n_embd: spec.dModel,
    n_layer: spec.nLayers,
    n_head: spec.nHeads,
    n_inner: spec.dMlp,
    activation_function: spec.activation,
    layer_norm_epsilon: spec.layerNormEps,
    tie_word_embeddings: spec.tiedHead,
    bos_token_id: spec.bosTokenId,
    eos_token_id: spec.eosTokenId,
    scale_attn_weights: true,
    scale_attn_by_inverse_layer_idx: false,
    reorder_and_upcast_attn: false,
    attn_pdrop: 0,
    embd_pdrop: 0,
    resid_pdrop: 0,
    initializer_range: 0.02,
    use_cache: true,
    // The type to compute in, whatever the weights are stored in.
    torch_dtype: 'float32',
  }
}
