/**
 * `npm run bench` prints figures as ratios to a baseline of the same run, on this machine.
 *
 *   npm run bench -- --only training            one part: engine, harvest, training, dictionary-step, pages, writers
 *   PYTHON=/path/to/python npm run bench        with a Python that has torch, for comparison
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { benchDictionaryStep } from './dictionary-step'
import { benchEngine } from './engine'
import { benchHarvest } from './harvest'
import { benchPages } from './pages'
import { benchTraining } from './training'
import { benchWriters } from './writers'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    /** Tokens of the longest harvest. */
    tokens: { type: 'string', default: '2000000' },
    /** Tokens of the whole analysis of the engine, and the model and dictionary to analyse in place of the shipped ones. */
    analysed: { type: 'string', default: '1000000' },
    model: { type: 'string' },
    dictionary: { type: 'string' },
    /** Seconds without work before the memory of an idle worker is read. */
    idle: { type: 'string', default: '60' },
    /** Rounds of the training comparison. */
    rounds: { type: 'string', default: '9' },
    /** Features of the synthetic dictionary for the pages, and examples of each feature. */
    features: { type: 'string', default: '131072' },
    examples: { type: 'string', default: '100' },
    /** Requests of each kind. */
    requests: { type: 'string', default: '240' },
    /** Number of people who score one study at once, and the duration. */
    annotators: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
  },
})
const parts: Record<string, () => Promise<unknown>> = {
  engine: () =>
    benchEngine({
      tokens: Number(values.analysed),
      previewTokens: values.model ? null : Math.min(60_000, Number(values.analysed)),
      model: values.model,
      dictionary: values.dictionary,
      idleSeconds: Number(values.idle),
    }),
  harvest: () => benchHarvest(Number(values.tokens)),
  training: () => benchTraining(Number(values.rounds)),
  'dictionary-step': () => benchDictionaryStep(Number(values.rounds)),
  pages: () =>
    benchPages({
      features: Number(values.features),
      examples: Number(values.examples),
      requests: Number(values.requests),
    }),
  writers: () => benchWriters({ annotators: Number(values.annotators), seconds: Number(values.seconds) }),
}
const wanted = values.only?.split(',') ?? Object.keys(parts)
const result: Record<string, unknown> = {
  machine: { cpu: os.cpus()[0]?.model, cores: os.availableParallelism(), node: process.version },
}
for (const name of wanted) {
  if (!Object.hasOwn(parts, name))
    throw new Error(`--only ${name}: the parts are ${Object.keys(parts).join(', ')}`)
  result[name] = await parts[name]()
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
