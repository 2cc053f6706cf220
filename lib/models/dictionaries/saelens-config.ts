import type { LearnedSpec } from '@/lib/domain/dictionary'
import { type HookName, parseHook } from '@/lib/domain/hook'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type ConfigReader, configReader } from '../config-reader'
import type { Json } from '../files'
import { requireHookWidth } from './hook-check'
import { slicedPositions } from './position-slice'

/**
 * Reads SAELens' `cfg.json`: nested with `metadata` since version 6, flat before, when some keys had other names.
 * Every setting that would change the numbers and is not supported here is refused by name. Source:
 * sae_lens/loading/pretrained_sae_loaders.py, handle_pre_6_0_config.
 */

const OLD_NAMES: Readonly<Record<string, string>> = {
  hook_point: 'hook_name',
  hook_point_head_index: 'hook_head_index',
  activation_fn_str: 'activation_fn',
  hook_point_out: 'hook_name_out',
  out_hook_point: 'hook_name_out',
}

/** Our metadata key of a control: it belongs to this model with every weight matrix shuffled by this seed. */
export const SHUFFLE_SEED_KEY = 'shuffle_weights_seed'

export interface SaeLensConfig {
  readonly spec: LearnedSpec
  /** Whether the stored weights ask for `rescale_acts_by_decoder_norm`; the spec does not include it. */
  readonly rescaled: boolean
  /** Seed of the shuffle of the model on which it was trained; null for the model itself. */
  readonly shuffleSeed: number | null
  /** All of cfg.json, flattened under the current names. */
  readonly metadata: Json
  readonly config: ConfigReader
}

/** Returns the config of either generation as one flat object under the current names. */
function flattenConfig(json: Json): Json {
  const { metadata, ...own } = json
  const nested = typeof metadata === 'object' && metadata !== null ? metadata : {}
  const merged = { ...nested, ...own }
  return Object.fromEntries(Object.entries(merged).map(([key, value]) => [OLD_NAMES[key] ?? key, value]))
}

/**
 * Reads the config of a `standard` or `topk` dictionary for a model. Throws `unsupported` or `invalid_input` with the
 * key.
 */
export function readSaeLensConfig(path: string, json: Json, model: ModelSpec): SaeLensConfig {
  const flat = flattenConfig(json)
  const config = configReader(path, flat)
  const kind = architectureOf(config)
  refuseUnsupported(config, kind)
  const hook = config.text('hook_name')
  refuseUncertainHook(config, hook)
  const dIn = config.integer('d_in')
  requireHookWidth(path, hook, dIn, model)
  const contextSize = config.integer('context_size', { fallback: model.nCtx, least: 2 })
  if (contextSize > model.nCtx)
    throw new SemascopeError(
      'invalid_input',
      `${path}: context_size ${contextSize} is longer than the model's ${model.nCtx} positions`,
    )
  const dSae = config.integer('d_sae')
  const prependBos = config.boolean('prepend_bos', true)
  refusePositions(config, contextSize, prependBos)
  const fields = {
    hook,
    dIn,
    dSae,
    prependBos,
    contextSize,
    applyBDecToInput: config.boolean('apply_b_dec_to_input', true),
  }
  const spec: LearnedSpec =
    kind === 'topk' ? { kind, ...fields, k: activeFeatures(config, dSae) } : { kind, ...fields }
  const rescaled = kind === 'topk' && config.boolean('rescale_acts_by_decoder_norm', false)
  const shuffleSeed = flat[SHUFFLE_SEED_KEY] == null ? null : config.integer(SHUFFLE_SEED_KEY, { least: 0 })
  return { spec, rescaled, shuffleSeed, metadata: flat, config }
}

/**
 * Returns the kind of a dictionary. Before version 6 a topk dictionary had the architecture "standard" with another
 * activation function.
 */
function architectureOf(config: ConfigReader): LearnedSpec['kind'] {
  const { json } = config
  const architecture = json.architecture ?? 'standard'
  const activation = json.activation_fn ?? json.activation
  if (architecture !== 'standard' && architecture !== 'topk')
    config.refuse('architecture', 'known are standard and topk')
  if (architecture === 'topk' || activation === 'topk') return 'topk'
  if (activation != null && activation !== 'relu') config.refuse('activation_fn', 'known are relu and topk')
  if (json.k != null) config.refuse('k', 'a standard dictionary has no k')
  return 'standard'
}

/** Returns k of a topk dictionary; before version 6 it was in `activation_fn_kwargs`. */
function activeFeatures(config: ConfigReader, dSae: number): number {
  const { path, json } = config
  const kwargs = (json.activation_fn_kwargs ?? {}) as Json
  const other = Object.keys(kwargs).find((key) => key !== 'k')
  if (other) config.refuse('activation_fn_kwargs', `"${other}" is not known`)
  const k = configReader(path, { k: json.k ?? kwargs.k }).integer('k')
  if (kwargs.k != null && kwargs.k !== k) config.refuse('activation_fn_kwargs', `"k" is ${k} as well`)
  if (k > dSae)
    throw new SemascopeError('invalid_input', `${path}: k is ${k}, more than the ${dSae} features`)
  return k
}

function refuseUnsupported(config: ConfigReader, kind: LearnedSpec['kind']): void {
  const { json } = config
  const norm = json.normalize_activations ?? 'none'
  if (norm !== 'none' && norm !== false)
    config.refuse('normalize_activations', 'fold the scaling into the weights and set it to "none"')
  const hook = json.hook_name
  const reshape = json.reshape_activations ?? 'none'
  if (reshape !== 'none') config.refuse('reshape_activations', 'only "none" is')
  if (typeof hook === 'string' && hook.endsWith('hook_z') && json.reshape_activations === undefined)
    config.refuse('hook_name', 'SAELens reshapes hook_z inputs by default, which is not')
  if (json.hook_head_index != null) config.refuse('hook_head_index', 'a dictionary reads all heads')
  if (json.finetuning_scaling_factor) config.refuse('finetuning_scaling_factor', 'fold it into W_dec')
  if (json.hook_name_out != null && json.hook_name_out !== hook)
    config.refuse('hook_name_out', 'transcoders are not known')
  if (json.d_out != null && json.d_out !== json.d_in) config.refuse('d_out', 'transcoders are not known')
  if (kind === 'standard' && json.rescale_acts_by_decoder_norm)
    config.refuse('rescale_acts_by_decoder_norm', 'only a topk dictionary rescales')
}

/** Refuses a dictionary that was trained on a part of the positions of a sequence only, BOS apart: all of them count here. */
function refusePositions(config: ConfigReader, contextSize: number, prependBos: boolean): void {
  const { seqpos_slice } = config.json
  if (seqpos_slice == null) return
  const trained = slicedPositions(seqpos_slice, contextSize)
  const counted = Array.from({ length: contextSize }, (_, at) => at).slice(prependBos ? 1 : 0)
  if (!trained || counted.some((at) => !trained.has(at)))
    config.refuse(
      'seqpos_slice',
      `every position of the ${contextSize} of a sequence counts here, and the dictionary was trained on some of them only. To see it on all positions, set the key to null in a copy of cfg.json`,
    )
}

/**
 * Refuses hooks with uncertain values: a hook that versions define differently, and weight processing that
 * TransformerLens did before taking the activations, if it changes the values at this hook.
 */
function refuseUncertainHook(config: ConfigReader, hook: HookName): void {
  const { site } = parseHook(hook)
  if (site === 'ln_final.hook_normalized')
    config.refuse('hook_name', "TransformerLens 2 and 3 take it after and before the norm's weight and bias")
  const options = config.json.model_from_pretrained_kwargs
  if (typeof options !== 'object' || options === null) return
  const asked = (name: string) => (options as Json)[name] === true
  const invariant = site === 'mlp.hook_pre' || site === 'mlp.hook_post' || site === 'attn.hook_z'
  const moved = [
    asked('center_writing_weights') && !invariant && 'center_writing_weights',
    asked('fold_value_biases') && site === 'attn.hook_z' && 'fold_value_biases',
    asked('refactor_factored_attn_matrices') && site === 'attn.hook_z' && 'refactor_factored_attn_matrices',
  ].find(Boolean)
  if (moved)
    config.refuse(
      'model_from_pretrained_kwargs',
      `${moved} changes the values at ${hook}, the model is read as stored`,
    )
}
