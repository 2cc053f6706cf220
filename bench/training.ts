/**
 * Compares whole training steps, including the preparation of their data, with their own matrix products and with the
 * same step in PyTorch, in turn in one process.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { config } from '@/lib/config'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type LoadedModel, loadDictionaryDirectory, loadModelDirectory } from '@/lib/models'
import { readJson } from '@/lib/models/files'
import { createTokenizer } from '@/lib/tokens/tokenizer'
import { readTokenizerJson } from '@/lib/tokens/tokenizer-json'
import { ActivationBuffer, activationPlan } from '@/lib/train/activation-buffer'
import { openActivationSource } from '@/lib/train/activations'
import { dependencyTreeCorpus } from '@/lib/train/corpus'
import { openDictionaryStep } from '@/lib/train/dictionary-step'
import { initialParameters } from '@/lib/train/init'
import { openModelStep } from '@/lib/train/model-step'
import { dictionaryTrainingSettings, modelTrainingSettings } from '@/lib/train/settings'
import { TrainState } from '@/lib/train/state'
import { buildTokenSet, type TokenSet } from '@/lib/train/token-set'
import { inTurn, type Ratio, ratio, type Took, timed } from './in-turn'
import {
  dictionaryProducts,
  floatingPointOperations,
  modelProducts,
  openProducts,
  type Product,
} from './products'
import { type Spread, spread } from './statistics'
import { openTorchStep } from './torch'

const THREADS = 2
/** Uses every twelfth document of the corpus: enough text for batches that never repeat here. */
const EVERY = 12
/**
 * A learning rate so small that the weights do not change: a step's cost may depend on how sparse the features are.
 */
const STANDING_STILL = 1e-9

interface StepBench {
  readonly batch: number
  /** Milliseconds per step. */
  readonly step: Spread
  readonly products: Spread
  readonly productGflops: number
  /** Time of the step's matrix products divided by the time of the step: 1 means that the step does nothing else. */
  readonly ofProducts: Ratio
  /** Time of the step in PyTorch divided by the time of ours: above 1 ours is faster. Null without torch. */
  readonly ofTorch: (Ratio & { readonly version: string; readonly step: Spread }) | null
}

export interface TrainingBench {
  readonly threads: number
  readonly model: StepBench
  readonly dictionary: StepBench & { readonly l0: number }
}

/** Measures steps of the shipped one-layer-a (32 sequences) and of a1 (its batch) from their final weights. */
export async function benchTraining(rounds: number): Promise<TrainingBench> {
  const { root } = config()
  const model = loadModelDirectory(path.join(root, 'models/one-layer-a'))
  const { training } = await dependencyTreeCorpus(root)
  if (model.tokenizer.kind !== 'tokenizer.json')
    throw new SemascopeError('internal', `${model.dir} has no tokenizer.json`)
  const tokenizerPath = model.tokenizer.path
  const tokenizer = createTokenizer(readTokenizerJson(readFileSync(tokenizerPath, 'utf8'), tokenizerPath))
  const sample = training.filter((_, i) => i % EVERY === 0)
  const set = buildTokenSet(sample, tokenizer, model.spec.nCtx)
  return {
    threads: THREADS,
    model: await benchModel(model.spec, set, rounds),
    dictionary: await benchDictionary(model, set, rounds),
  }
}

async function benchModel(spec: ModelSpec, set: TokenSet, rounds: number): Promise<StepBench> {
  const batch = 32
  const settings = modelTrainingSettings({
    name: 'bench',
    batch,
    learningRate: STANDING_STILL,
    threads: THREADS,
  })
  const trainer = await openModelStep(spec, settings, set, new TrainState(initialParameters(spec, 1)))
  const { dVocab: vocab, dModel: width, dMlp: mlp, nHeads: heads, nLayers: layers, nCtx: context } = spec
  try {
    return await compare({
      ...{ kind: 'model', rounds, batch },
      step: (step) => trainer.step(step),
      products: modelProducts(spec, batch, context),
      torch: { vocab, width, mlp, heads, context, layers, batch },
    })
  } finally {
    await trainer.release()
  }
}

async function benchDictionary(model: LoadedModel, set: TokenSet, rounds: number) {
  const dir = path.join(config().root, 'models/one-layer-a/dictionaries/a1')
  const { spec, weights } = loadDictionaryDirectory(dir, model.spec)
  const record = readJson(path.join(dir, 'training.json')) as {
    inputs: { scale: number }
    settings: { batch: number }
  }
  if (weights.kind !== 'standard') throw new SemascopeError('internal', `${dir} is not a standard dictionary`)
  const { scale } = record.inputs
  const { batch } = record.settings
  const { dIn, dSae } = spec
  const { W_enc, W_dec } = weights
  const unfolded = (name: 'b_enc' | 'b_dec') => ({
    ...weights[name],
    data: weights[name].data.map((value) => value * scale),
  })
  const initial = { W_enc, b_enc: unfolded('b_enc'), W_dec, b_dec: unfolded('b_dec') }
  const settings = dictionaryTrainingSettings({
    ...{ name: 'bench', features: dSae, batch, threads: THREADS, resamples: 0 },
    ...{ learningRate: STANDING_STILL, bufferSequences: 256 },
  })
  const source = await openActivationSource(
    model.spec,
    model.weights,
    spec.hook,
    set,
    model.spec.nCtx,
    THREADS,
  )
  const buffer = new ActivationBuffer(source, activationPlan(set, settings))
  const trainer = await openDictionaryStep(dIn, settings, initial)
  let l0 = 0
  try {
    const result = await compare({
      ...{ kind: 'dictionary', rounds, batch },
      async step(step) {
        await buffer.batch(step, scale, trainer.x)
        l0 = (await trainer.step(step)).l0
      },
      products: dictionaryProducts(dIn, dSae, batch),
      torch: { inputs: dIn, features: dSae, batch },
    })
    return { ...result, l0 }
  } finally {
    await trainer.release()
    await source.release()
  }
}

interface Contest {
  readonly kind: 'model' | 'dictionary'
  readonly rounds: number
  readonly batch: number
  step(step: number): Promise<unknown>
  readonly products: readonly Product[]
  readonly torch: Readonly<Record<string, number>>
}

/**
 * Steps of each contestant per round: long enough for the clock, short enough that the machine's load hardly changes.
 */
const STEPS = 3

async function compare({ kind, rounds, batch, step, products, torch }: Contest): Promise<StepBench> {
  const bare = await openProducts(products, THREADS)
  const python = await openTorchStep(kind, THREADS, torch)
  let done = 0
  try {
    await bare.run()
    await step(done++)
    const contestants = [() => timed(STEPS, () => bare.run()), () => timed(STEPS, () => step(done++))]
    if (python) contestants.push(() => python.run(STEPS))
    const [ofBare, ofStep, ofTorch] = await inTurn(rounds, contestants)
    const milliseconds = (took: readonly Took[]) => spread(took.map(({ wall }) => (wall * 1000) / STEPS))
    const productTime = milliseconds(ofBare)
    return {
      batch,
      step: milliseconds(ofStep),
      products: productTime,
      productGflops: floatingPointOperations(products) / productTime.median / 1e6,
      ofProducts: ratio(ofBare, ofStep),
      ofTorch: python && {
        version: python.version,
        step: milliseconds(ofTorch),
        ...ratio(ofTorch, ofStep),
      },
    }
  } finally {
    python?.stop()
    await bare.release()
  }
}
