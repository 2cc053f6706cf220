import path from 'node:path'
import type { StandardSpec } from '@/lib/domain/dictionary'
import { hookWidth, parseHook } from '@/lib/domain/hook'
import type { ModelSpec } from '@/lib/domain/model'
import { writeDictionary, writeGpt2Directory } from '@/lib/models'
import { END_OF_TEXT } from '@/lib/tokens/bpe-model'
import { trainBpe } from '@/lib/tokens/bpe-train'
import { createTokenizer } from '@/lib/tokens/tokenizer'
import { writeTokenizerJson } from '@/lib/tokens/tokenizer-json'
import { randomDictionary, randomModel, randomTopK } from '../models/tiny'

export interface TinyBundle {
  readonly model: string
  readonly dictionary: string
  readonly spec: ModelSpec
  readonly dictionarySpec: StandardSpec
}

/** Returns enough sentences for a vocabulary and a corpus of many windows. */
export function tinyText(seed: number, sentences = 400): string {
  const words = 'the a red green small old fish bird tree house sees finds likes under over near 12 7,'.split(
    ' ',
  )
  let state = seed + 1
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return words[(state >>> 8) % words.length]
  }
  return Array.from({ length: sentences }, () => `${next()} ${next()} ${next()} ${next()} ${next()}.`).join(
    '\n',
  )
}

/**
 * Writes a model with random weights (one layer by default) and, below `dir`, a dictionary d1 whose features fire
 * rarely; with `k` also a topk dictionary d2. They are so small that a whole analysis takes a second or two.
 */
export function writeTinyBundle(
  dir: string,
  {
    name = 'tiny',
    features = 96,
    dMlp = 40,
    model: overrides = {},
    hook = 'blocks.0.mlp.hook_post',
    k,
  }: {
    name?: string
    features?: number
    dMlp?: number
    model?: Partial<ModelSpec>
    hook?: string
    k?: number
  } = {},
): TinyBundle {
  const bpe = trainBpe([tinyText(0)], { vocabSize: 320, specialTokens: [END_OF_TEXT] })
  const tokenizer = createTokenizer(bpe)
  const bos = tokenizer.specialId(END_OF_TEXT) ?? 0
  const spec: ModelSpec = {
    architecture: 'gpt2',
    nLayers: 1,
    nHeads: 2,
    dModel: 16,
    dMlp,
    nCtx: 32,
    dVocab: tokenizer.vocabSize,
    activation: 'relu',
    layerNormEps: 1e-5,
    tiedHead: false,
    bosTokenId: bos,
    eosTokenId: bos,
    ...overrides,
  }
  const dictionarySpec: StandardSpec = {
    kind: 'standard',
    hook,
    dIn: hookWidth(parseHook(hook), spec),
    dSae: features,
    prependBos: true,
    contextSize: spec.nCtx,
    applyBDecToInput: true,
  }
  const weights = randomDictionary(dictionarySpec)
  for (let i = 0; i < features; i++) weights.b_enc.data[i] -= 1
  const model = path.join(dir, name)
  const dictionary = path.join(model, 'dictionaries', 'd1')
  writeGpt2Directory(model, spec, randomModel(spec), { tokenizerJson: writeTokenizerJson(bpe) })
  writeDictionary(dictionary, dictionarySpec, weights, { modelName: name })
  if (k !== undefined) {
    const topk = { ...dictionarySpec, kind: 'topk' as const, k }
    writeDictionary(path.join(model, 'dictionaries', 'd2'), topk, randomTopK(topk), { modelName: name })
  }
  return { model, dictionary, spec, dictionarySpec }
}
