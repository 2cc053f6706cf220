import type { HookName } from './hook'
import type { Tensor } from './model'

/**
 * A dictionary is an SAE trained on one hook point of one model. The neuron basis is a dictionary too:
 * f = max(0, x) at mlp.hook_post, decoder = identity.
 */
export type DictionaryKind = 'standard' | 'neurons'

export interface DictionarySpec {
  readonly kind: DictionaryKind
  readonly hook: HookName
  readonly dIn: number
  readonly dSae: number
  /** Whether sequences start with the model's BOS token. */
  readonly prependBos: boolean
  /** Tokens a sequence holds at most, BOS included. */
  readonly contextSize: number
  /** Whether b_dec is subtracted from the input before encoding. */
  readonly applyBDecToInput: boolean
}

/** SAELens "standard": f = relu((x − b_dec·flag)·W_enc + b_enc), x̂ = f·W_dec + b_dec. */
export interface StandardWeights {
  readonly kind: 'standard'
  readonly W_enc: Tensor // [d_in, d_sae]
  readonly b_enc: Tensor // [d_sae]
  readonly W_dec: Tensor // [d_sae, d_in]
  readonly b_dec: Tensor // [d_in]
}

/** The neuron basis has no weights of its own. */
export interface NeuronWeights {
  readonly kind: 'neurons'
}

export type DictionaryWeights = StandardWeights | NeuronWeights

/** One unit of a dictionary. */
export interface FeatureRef {
  readonly dictionary: string
  readonly index: number
}
