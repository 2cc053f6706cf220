/**
 * A training process for tests/integration/training.test.ts to kill: `training-child <kind> <work> <out> <model>`.
 * Prints the number of steps done after every point of the curve. To be killed, it slows down at each, so that
 * the kill lands anywhere from the point it was meant for on, and waits for it two points later at the latest.
 */
import type { Document } from '@/lib/domain/corpus'
import { splitCorpus } from '@/lib/services/train/corpus'
import { trainDictionary } from '@/lib/services/train/dictionary'
import { trainModel } from '@/lib/services/train/model'
import { dictionaryTrainingSettings, modelTrainingSettings } from '@/lib/services/train/settings'
import { hash32 } from '@/lib/training/random'

const [, , kind, workDir, outDir, modelDir, killAt = '', threads = '2'] = process.argv
const POINT_EVERY = 5
const PAUSE_MS = 40

const WORDS =
  'import export const function return type from the of and to licence value token { } ( ) = => ;'.split(' ')

/** Text with some structure: which word comes next depends on the last one. */
function text(document: number): string {
  const words: string[] = []
  let last = document
  for (let i = 0; i < 400; i++) {
    last = (last * 3 + (hash32(document, i) % 4)) % WORDS.length
    words.push(WORDS[last])
  }
  return words.join(' ')
}

const documents = Array.from({ length: 60 }, (_, i): Document => {
  const unit = `package-${i % 20}`
  return { name: `${unit}/${i}.txt`, kind: 'text', unit, text: text(i) }
})
const corpus = splitCorpus(documents, 'a made-up text', { seed: 1, share: 0.2 })

const run = {
  workDir,
  outDir,
  pointEvery: POINT_EVERY,
  checkpointSeconds: 0,
  events: {
    progress({ step }: { step: number }) {
      process.stdout.write(`${step}\n`)
      if (killAt === '') return
      const last = step >= Number(killAt) + 2 * POINT_EVERY
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, last ? Number.POSITIVE_INFINITY : PAUSE_MS)
    },
  },
}

if (kind === 'model') {
  const settings = modelTrainingSettings({
    name: 'tiny',
    vocabSize: 300,
    dModel: 16,
    dMlp: 64,
    nHeads: 2,
    nCtx: 32,
    batch: 4,
    steps: 60,
    warmup: 10,
    threads: Number(threads),
  })
  await trainModel(settings, corpus, run)
} else {
  const settings = dictionaryTrainingSettings({
    name: 'd',
    features: 128,
    batch: 128,
    steps: 60,
    bufferSequences: 16,
    resamples: 3,
    lambda: 1,
    lambdaWarmup: 10,
    warmup: 5,
    threads: Number(threads),
  })
  await trainDictionary(settings, modelDir, corpus, run)
}
