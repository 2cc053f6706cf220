/**
 * Trains a standard sparse autoencoder on a hook point of a model, with the recipe of "Towards
 * Monosemanticity" scaled to the run: geometric-median b_dec, unit-norm decoder, λ warm-up, resampling of
 * dead features, learning rate falling at the end, shuffled activations. Inputs are scaled to
 * E‖x‖² = d_in while training; the written weights have that scaling folded in.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import {
  dictionaryHash,
  loadDictionaryDirectory,
  loadModelDirectory,
  modelHash,
  SHUFFLE_SEED_KEY,
  writeDictionary,
} from '@/lib/models'
import { writeFileAtomically, writeJson } from '@/lib/models/files'
import { createTokenizer } from '@/lib/tokens/tokenizer'
import { readTokenizerJson } from '@/lib/tokens/tokenizer-json'
import { resampleTimes } from '@/lib/training/resample-times'
import { type DictionaryMetrics, measureDictionary } from '../evaluate/quality'
import { textSample } from '../evaluate/sample'
import { shuffledName, withShuffledWeights } from '../shuffled-model'
import { specialTokens } from '../store/tokenizer'
import { ActivationBuffer, activationPlan } from './activation-buffer'
import { openActivationSource } from './activations'
import {
  assertSameRun,
  type CheckpointMeta,
  dropCheckpoint,
  readCheckpoint,
  writeCheckpoint,
} from './checkpoint'
import type { TrainingCorpus } from './corpus'
import { corpusRecord } from './corpus-record'
import { dictionaryCard } from './dictionary-card'
import { foldScale } from './dictionary-fold'
import { initialDictionary } from './dictionary-init'
import { resampleDead } from './dictionary-resample'
import { type InputStatistics, inputStatistics } from './dictionary-statistics'
import { openDictionaryStep } from './dictionary-step'
import { trainingLoop } from './loop'
import type { TrainingRun } from './model'
import type { CurvePoint } from './progress'
import type { DictionaryTrainingSettings } from './settings'
import { buildTokenSet, type TokenSet } from './token-set'

export interface TrainedDictionary {
  readonly dir: string
  readonly metrics: DictionaryMetrics
  readonly seconds: number
}

/** Trains, or continues to train, a dictionary. Throws `conflict` when the checkpoint is of another run. */
export async function trainDictionary(
  settings: DictionaryTrainingSettings,
  modelDir: string,
  corpus: TrainingCorpus,
  run: TrainingRun,
): Promise<TrainedDictionary> {
  const events = run.events ?? {}
  const original = loadModelDirectory(modelDir)
  const model = withShuffledWeights(original, settings.shuffleWeights)
  const contextSize = model.spec.nCtx
  const tokenizer = openTokenizer(model.tokenizer)
  events.phase?.('encoding the corpus')
  const set = buildTokenSet(corpus.training, tokenizer, contextSize)
  const hash = modelHash(model.spec, model.weights)
  const { threads, ...rest } = settings
  const identity = { kind: 'dictionary', ...rest, model: hash, corpus: corpus.hash, tokens: set.ids.length }
  if (run.restart) dropCheckpoint(run.workDir)
  const found = readCheckpoint(run.workDir)
  if (found) {
    assertSameRun(run.workDir, found.meta, { identity, threads }, run.allowThreadChange ?? false)
    events.note?.(`resuming after step ${found.meta.step} of ${settings.steps}`)
  }

  const source = await openActivationSource(
    model.spec,
    model.weights,
    settings.hook,
    set,
    contextSize,
    threads,
  )
  const buffer = new ActivationBuffer(source, activationPlan(set, settings))
  const seconds = found?.meta.seconds ?? 0
  let finished: Finished
  try {
    finished = await train(settings, source.width, set, buffer, found, identity, run)
  } finally {
    await source.release()
  }
  const { statistics, curve } = finished

  events.phase?.(`writing ${run.outDir}`)
  const spec: DictionarySpec = {
    kind: 'standard',
    hook: settings.hook,
    dIn: source.width,
    dSae: settings.features,
    prependBos: true,
    contextSize,
    applyBDecToInput: true,
  }
  const { W_enc, b_enc, W_dec, b_dec } = finished.tensors
  const activations = settings.steps * settings.batch
  const modelName = path.basename(path.resolve(modelDir))
  const seed = settings.shuffleWeights
  writeDictionary(run.outDir, spec, foldScale({ W_enc, b_enc, W_dec, b_dec }, statistics.scale), {
    modelName: seed === undefined ? modelName : shuffledName(modelName, seed),
    dtype: 'F16',
    metadata: {
      ...(seed !== undefined && { [SHUFFLE_SEED_KEY]: seed, shuffle_weights_of: modelName }),
      training_tokens: activations,
      seed: settings.seed,
      l1_coefficient: settings.lambda,
    },
  })
  events.phase?.('measuring on held-out text')
  const written = loadDictionaryDirectory(run.outDir, model.spec)
  const heldOut = buildTokenSet(corpus.heldOut, tokenizer, contextSize)
  const { bosTokenId, dVocab } = model.spec
  const sample = textSample(corpus.heldOut, tokenizer, { contextSize, prependBos: true, bosTokenId })
  const metrics = await measureDictionary(model, written, sample, {
    special: specialTokens(tokenizer, dVocab).mask,
    threads,
  })
  const record = {
    settings,
    hash: dictionaryHash(written.spec, written.weights),
    model: {
      name: modelName,
      hash,
      ...(seed !== undefined && { shuffled: { ofHash: modelHash(original.spec, original.weights), seed } }),
    },
    corpus: corpusRecord(corpus, set, heldOut),
    inputs: statistics,
    activations,
    resampled: finished.resampled,
    metrics,
    seconds: Math.round(seconds + finished.seconds),
    curve,
  }
  writeJson(path.join(run.outDir, 'training.json'), record)
  writeFileAtomically(path.join(run.outDir, 'README.md'), dictionaryCard(spec, record))
  return { dir: run.outDir, metrics, seconds: seconds + finished.seconds }
}

interface Finished {
  readonly tensors: Readonly<Record<string, Tensor>>
  readonly statistics: InputStatistics
  readonly curve: readonly CurvePoint[]
  /** Features resampled by step, as `resampled@<step>`. */
  readonly resampled: Readonly<Record<string, number>>
  readonly seconds: number
}

async function train(
  settings: DictionaryTrainingSettings,
  dIn: number,
  set: TokenSet,
  buffer: ActivationBuffer,
  found: ReturnType<typeof readCheckpoint>,
  identity: CheckpointMeta['identity'],
  run: TrainingRun,
): Promise<Finished> {
  const { steps, features, batch, threads } = settings
  const events = run.events ?? {}
  if (!found) events.phase?.('measuring the activations')
  const first = found ? null : await inputStatistics(buffer, dIn)
  const scalars: Record<string, number> = { ...(found?.meta.scalars ?? first?.statistics) }
  const statistics = { scale: scalars.scale, variance: scalars.variance, sample: scalars.sample }
  const fired = new Float32Array(features)
  if (found) fired.set(found.tensor('fired').data)
  const curve: CurvePoint[] = [...(found?.meta.curve ?? [])]
  const times = resampleTimes(steps, settings.resamples, settings.tail)
  const sincePoint = new Float32Array(features)

  events.phase?.(`training ${settings.name} on ${set.unitNames.length} packages' activations`)
  const median = first?.median ?? new Float32Array(dIn)
  const initial = initialDictionary(dIn, features, median, settings.seed)
  const trainer = await openDictionaryStep(dIn, settings, initial)
  try {
    if (found) trainer.load(found.tensor)
    const seconds = await trainingLoop({
      steps,
      firstStep: found?.meta.step ?? 0,
      tokensPerStep: batch,
      pointEvery: run.pointEvery ?? 50,
      checkpointSeconds: run.checkpointSeconds ?? 60,
      curve,
      events,
      signal: run.signal,
      async step(step) {
        await buffer.batch(step, statistics.scale, trainer.x)
        const { mse, loss, l0, counts } = await trainer.step(step)
        const done = step + 1
        for (let f = 0; f < features; f++) sincePoint[f] += counts[f]
        const time = times.find(({ step: at, countFrom }) => done > countFrom && done <= at)
        if (time && Number.isFinite(loss)) {
          for (let f = 0; f < features; f++) fired[f] += counts[f]
          if (done === time.step) {
            const n = await resampleDead(step, fired, trainer, buffer, statistics.scale, dIn, settings)
            scalars[`resampled@${done}`] = n
            events.note?.(`step ${done}: resampled ${n} features silent for ${done - time.countFrom} steps`)
            fired.fill(0)
          }
        }
        return { loss, mse, l0 }
      },
      point(mean) {
        const dead = sincePoint.filter((count) => count === 0).length
        sincePoint.fill(0)
        const explainedVariance = 1 - mean('mse') / statistics.variance
        return { loss: mean('loss'), l0: mean('l0'), dead, explainedVariance }
      },
      save: (step, spent) =>
        writeCheckpoint(
          run.workDir,
          { step, identity, threads, seconds: (found?.meta.seconds ?? 0) + spent, curve, scalars },
          { ...trainer.tensors(), fired: { data: fired, dims: [features] } },
        ),
    })
    const resampled = Object.fromEntries(
      Object.entries(scalars).filter(([key]) => key.startsWith('resampled@')),
    )
    return { tensors: trainer.tensors(), statistics, curve, resampled, seconds }
  } finally {
    await trainer.release()
  }
}

function openTokenizer(files: ReturnType<typeof loadModelDirectory>['tokenizer']) {
  if (files.kind !== 'tokenizer.json')
    throw new SemascopeError('unsupported', `${files.vocab}: training needs a tokenizer.json`)
  return createTokenizer(readTokenizerJson(readFileSync(files.path, 'utf8'), files.path))
}
