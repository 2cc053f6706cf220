import type { Document } from '@/lib/domain/corpus'
import { type SourceText, splitCorpus, type TrainingCorpus } from '@/lib/train/corpus'
import { hashWords } from '@/lib/training/random'

const WORDS =
  'import export const function return type from the of and to licence value token { } ( ) = => ;'.split(' ')

/** Returns text with some structure: the next word depends on the last one. */
function text(document: number): string {
  const words: string[] = []
  let last = document
  for (let i = 0; i < 400; i++) {
    last = (last * 3 + (hashWords(document, i) % 4)) % WORDS.length
    words.push(WORDS[last])
  }
  return words.join(' ')
}

/** Returns a synthetic corpus of 20 packages with a fifth held out. */
/** The text of `tinyCorpus`, before it is split. */
export function tinyText(): SourceText {
  const { training, heldOut, description } = tinyCorpus()
  return { source: 'paths', description, documents: [...training, ...heldOut] }
}

export function tinyCorpus(documents = 60): TrainingCorpus {
  const all = Array.from({ length: documents }, (_, i): Document => {
    const unit = `package-${i % 20}`
    return { name: `${unit}/${i}.txt`, kind: 'text', unit, text: text(i) }
  })
  return splitCorpus(all, 'a made-up text', { seed: 1, share: 0.2 })
}

/** Settings that train a model in a second. */
export const TINY_MODEL = {
  name: 'tiny',
  vocabSize: 300,
  dModel: 16,
  dMlp: 64,
  nHeads: 2,
  nCtx: 32,
  batch: 4,
  steps: 60,
  warmup: 10,
} as const

/** Settings that train a dictionary of it in a second. */
export const TINY_DICTIONARY_TRAINING = {
  features: 128,
  batch: 128,
  steps: 60,
  bufferSequences: 16,
  resamples: 3,
  lambda: 1,
  lambdaWarmup: 10,
  warmup: 5,
} as const
