/**
 * Writes a model of GPT-2 small's size with random weights and one dictionary of a wanted L0, in the formats that an
 * import reads, for measures of speed and memory. Its features mean nothing.
 *
 *   npm run bench:model -- --to <folder>
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { config } from '@/lib/config'
import type { StandardSpec } from '@/lib/domain/dictionary'
import type { BlockWeights, ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { writeDictionary, writeGpt2Directory } from '@/lib/models'
import { transpose } from '@/lib/models/matrix'
import type { BpeModel } from '@/lib/tokens/bpe-model'
import { readTokenizerJson, writeTokenizerJson } from '@/lib/tokens/tokenizer-json'
import { inventDictionary } from './dictionary'
import { Random } from './random'

export interface SyntheticModelOptions {
  /** The folder of the model; the dictionary lies in its `dictionaries/wide`. */
  readonly dir: string
  readonly layers: number
  readonly dModel: number
  readonly heads: number
  readonly vocabulary: number
  readonly nCtx: number
  readonly features: number
  /** Most tokens of a sequence of the dictionary. */
  readonly context: number
  /** Mean number of features that fire on a token. */
  readonly l0: number
}

/** GPT-2 small with a dictionary of 32 times its width. */
export const GPT2_SMALL: Omit<SyntheticModelOptions, 'dir'> = {
  ...{ layers: 12, dModel: 768, heads: 12, vocabulary: 50_257, nCtx: 1024 },
  ...{ features: 24_576, context: 128, l0: 60 },
}

/** Writes the model and its dictionary at the residual stream before block ⅔ of the depth (blocks.8 of 12). */
export async function writeSyntheticModel(options: SyntheticModelOptions): Promise<void> {
  const { dir, layers, dModel, features, context, l0 } = options
  const bpe = paddedTokenizer(options.vocabulary)
  const spec = modelSpec(options, bpe)
  const weights = inventWeights(spec, new Random(1))
  const tokenizerJson = writeTokenizerJson(bpe)
  writeGpt2Directory(dir, spec, weights, { tokenizerJson })
  const dictionary: StandardSpec = {
    kind: 'standard',
    hook: `blocks.${Math.floor((layers * 2) / 3)}.hook_resid_pre`,
    dIn: dModel,
    dSae: features,
    prependBos: true,
    contextSize: context,
    applyBDecToInput: true,
  }
  const made = await inventDictionary({ spec, weights, bpe }, dictionary, l0)
  writeDictionary(path.join(dir, 'dictionaries', 'wide'), dictionary, made, { modelName: path.basename(dir) })
}

function modelSpec({ layers, heads, dModel, nCtx }: SyntheticModelOptions, bpe: BpeModel): ModelSpec {
  const [end] = bpe.specials.values()
  return {
    architecture: 'gpt2',
    nLayers: layers,
    nHeads: heads,
    dModel,
    dMlp: 4 * dModel,
    nCtx,
    dVocab: bpe.vocab.length,
    activation: 'gelu_new',
    layerNormEps: 1e-5,
    tiedHead: true,
    bosTokenId: end,
    eosTokenId: end,
  }
}

/** Returns the shipped tokenizer with tokens that no text has, up to a size; its special token comes last. */
function paddedTokenizer(size: number): BpeModel {
  const file = path.join(config().root, 'models/one-layer-a/tokenizer.json')
  const shipped = readTokenizerJson(readFileSync(file, 'utf8'), file)
  const [[name, id]] = shipped.specials
  const vocab = shipped.vocab.filter((_, token) => token !== id)
  const encoder = new TextEncoder()
  while (vocab.length < size - 1) vocab.push(encoder.encode(`unused-${vocab.length}`))
  vocab.push(encoder.encode(name))
  return { ...shipped, vocab, specials: new Map([[name, vocab.length - 1]]) }
}

/** Returns weights as GPT-2 begins its training with them. */
function inventWeights(spec: ModelSpec, random: Random): TransformerWeights {
  const { dModel: d, dMlp: m, dVocab: v, nLayers, nCtx } = spec
  const normal = (dims: readonly number[], scale: number): Tensor => {
    const data = new Float32Array(dims.reduce((a, b) => a * b, 1))
    for (let i = 0; i < data.length; i++) data[i] = scale * random.normal()
    return { data, dims }
  }
  const filled = (size: number, value: number): Tensor => ({
    data: new Float32Array(size).fill(value),
    dims: [size],
  })
  const into = 0.02 / Math.sqrt(2 * nLayers)
  const block = (): BlockWeights => ({
    ...{ ln1_w: filled(d, 1), ln1_b: filled(d, 0), ln2_w: filled(d, 1), ln2_b: filled(d, 0) },
    ...{ W_Q: normal([d, d], 0.02), W_K: normal([d, d], 0.02), W_V: normal([d, d], 0.02) },
    ...{ b_Q: filled(d, 0), b_K: filled(d, 0), b_V: filled(d, 0) },
    ...{ W_O: normal([d, d], into), b_O: filled(d, 0) },
    ...{ W_in: normal([d, m], 0.02), b_in: filled(m, 0), W_out: normal([m, d], into), b_out: filled(d, 0) },
  })
  const W_E = normal([v, d], 0.02)
  return {
    W_E,
    W_pos: normal([nCtx, d], 0.01),
    blocks: Array.from({ length: nLayers }, block),
    ln_f_w: filled(d, 1),
    ln_f_b: filled(d, 0),
    W_U: transpose(W_E),
  }
}
