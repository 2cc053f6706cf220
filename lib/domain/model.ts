/** Describes a transformer, whatever file format it came from. */

export type MlpActivation = 'relu' | 'gelu' | 'gelu_new'

/** Static description of a transformer with GPT-2's architecture (pre-LayerNorm, learned positions). */
export interface ModelSpec {
  readonly architecture: 'gpt2'
  readonly nLayers: number
  readonly nHeads: number
  readonly dModel: number
  readonly dMlp: number
  readonly nCtx: number
  readonly dVocab: number
  readonly activation: MlpActivation
  readonly layerNormEps: number
  readonly tiedHead: boolean
  /** The token put in front of a sequence when a dictionary says prepend_bos. */
  readonly bosTokenId: number
  readonly eosTokenId: number
}

/** Says from what a control model was made: the entries of each weight matrix of another model were shuffled. */
export interface ShuffledWeights {
  /** Slug and hash of the original model. */
  readonly of: string
  readonly ofHash: string
  readonly seed: number
}

/** A dense float32 tensor, row-major. */
export interface Tensor {
  /** The numbers; those of a stored tensor are read from its file by each use, so ask for them once. */
  readonly data: Float32Array
  readonly dims: readonly number[]
  /** The file in which the numbers lie as little-endian float32; absent if they are only in memory. */
  readonly stored?: StoredNumbers
}

/** A place in a file. */
export interface StoredNumbers {
  /** Absolute path. */
  readonly path: string
  /** Bytes from the start of the file. */
  readonly start: number
}

/** The weights of one block under TransformerLens names; the columns hold the heads one after another. */
export interface BlockWeights {
  readonly ln1_w: Tensor // [d_model]
  readonly ln1_b: Tensor // [d_model]
  readonly W_Q: Tensor // [d_model, d_model]
  readonly W_K: Tensor // [d_model, d_model]
  readonly W_V: Tensor // [d_model, d_model]
  readonly b_Q: Tensor // [d_model]
  readonly b_K: Tensor // [d_model]
  readonly b_V: Tensor // [d_model]
  readonly W_O: Tensor // [d_model, d_model], rows are concatenated heads
  readonly b_O: Tensor // [d_model]
  readonly ln2_w: Tensor // [d_model]
  readonly ln2_b: Tensor // [d_model]
  readonly W_in: Tensor // [d_model, d_mlp]
  readonly b_in: Tensor // [d_mlp]
  readonly W_out: Tensor // [d_mlp, d_model]
  readonly b_out: Tensor // [d_model]
}

export interface TransformerWeights {
  readonly W_E: Tensor // [d_vocab, d_model]
  readonly W_pos: Tensor // [n_ctx, d_model]
  readonly blocks: readonly BlockWeights[]
  readonly ln_f_w: Tensor // [d_model]
  readonly ln_f_b: Tensor // [d_model]
  readonly W_U: Tensor // [d_model, d_vocab]; the transpose of W_E when the head is tied
}
