import type { HookName } from './hook'
import type { Tensor } from './model'

/**
 * A dictionary is an SAE trained on one hook point of one model. The neuron basis is a dictionary too:
 * f = max(0, x) at mlp.hook_post, decoder = identity.
 */
export const DICTIONARY_KINDS = ['standard', 'topk', 'neurons'] as const
export type DictionaryKind = (typeof DICTIONARY_KINDS)[number]

interface SpecFields {
  readonly hook: HookName
  readonly dIn: number
  readonly dSae: number
  /** Whether sequences start with the model's BOS token. */
  readonly prependBos: boolean
  /** Most tokens of a sequence, BOS included. */
  readonly contextSize: number
  /** Whether b_dec is subtracted from the input before encoding. */
  readonly applyBDecToInput: boolean
}

export interface StandardSpec extends SpecFields {
  readonly kind: 'standard'
}

export interface TopKSpec extends SpecFields {
  readonly kind: 'topk'
  /** Most features that are active on one token. */
  readonly k: number
}

interface NeuronSpec extends SpecFields {
  readonly kind: 'neurons'
}

/** A dictionary with weights. */
export type LearnedSpec = StandardSpec | TopKSpec

export type DictionarySpec = LearnedSpec | NeuronSpec

interface EncoderDecoder {
  readonly W_enc: Tensor // [d_in, d_sae]
  readonly b_enc: Tensor // [d_sae]
  readonly W_dec: Tensor // [d_sae, d_in]
  readonly b_dec: Tensor // [d_in]
}

/** SAELens "standard": f = relu(p) with p = (x − b_dec·flag)·W_enc + b_enc; x̂ = f·W_dec + b_dec. */
export interface StandardWeights extends EncoderDecoder {
  readonly kind: 'standard'
}

/** SAELens "topk": f = relu of the k largest of p (the first of equal ones); x̂ = f·W_dec + b_dec. */
export interface TopKWeights extends EncoderDecoder {
  readonly kind: 'topk'
  readonly k: number
}

/** The neuron basis has no weights of its own. */
interface NeuronWeights {
  readonly kind: 'neurons'
}

export type LearnedWeights = StandardWeights | TopKWeights

export type DictionaryWeights = LearnedWeights | NeuronWeights
