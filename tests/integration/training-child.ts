/**
 * A training process for tests/integration/training.test.ts to kill: `training-child <model|dictionary|topk> <work> <out> <model>`.
 * Prints the number of steps done after every point of the curve. To be killed, it slows down at each, so that
 * the kill lands anywhere from the point it was meant for on, and waits for it two points later at the latest.
 */
import { trainDictionary } from '@/lib/train/dictionary'
import { trainModel } from '@/lib/train/model'
import { dictionaryTrainingSettings, modelTrainingSettings } from '@/lib/train/settings'
import { TINY_DICTIONARY_TRAINING, TINY_MODEL, tinyCorpus } from '../support/tiny-training'

const [, , kind, workDir, outDir, modelDir, killAt = '', threads = '2'] = process.argv
const POINT_EVERY = 5
const PAUSE_MS = 40

const corpus = tinyCorpus()

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
  const settings = modelTrainingSettings({ ...TINY_MODEL, threads: Number(threads) })
  await trainModel(settings, corpus, run)
} else {
  const settings = dictionaryTrainingSettings({
    ...TINY_DICTIONARY_TRAINING,
    name: 'd',
    ...(kind === 'topk' && { kind, k: 6 }),
    threads: Number(threads),
  })
  await trainDictionary(settings, modelDir, corpus, run)
}
