/**
 * Trains a transformer from text to a Hugging Face directory: tokenizer, windows, steps with checkpoints, held-out
 * loss, card. A step depends only on the settings, the corpus and its number, so a run that is killed and resumed
 * ends with the same weights.
 */
import path from 'node:path'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { modelHash, writeGpt2Directory } from '@/lib/models'
import { writeFileAtomically, writeJson } from '@/lib/models/files'
import { assembleWeights, parameterShapes } from '@/lib/onnx/graphs/parameters'
import { type BpeModel, END_OF_TEXT } from '@/lib/tokens/bpe-model'
import { trainBpe } from '@/lib/tokens/bpe-train'
import { createTokenizer, type Tokenizer } from '@/lib/tokens/tokenizer'
import { writeTokenizerConfigJson, writeTokenizerJson } from '@/lib/tokens/tokenizer-json'
import { assertSameRun, dropCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoint'
import type { TrainingCorpus } from './corpus'
import { corpusRecord } from './corpus-record'
import { evaluateModel, type ModelMetrics } from './evaluate-model'
import { initialParameters } from './init'
import { trainingLoop } from './loop'
import { modelCard } from './model-card'
import { openModelStep } from './model-step'
import type { CurvePoint, TrainingEvents } from './progress'
import type { ModelTrainingSettings } from './settings'
import { TrainState } from './state'
import { buildTokenSet, contentTokens } from './token-set'

/** Options of a run that do not change its result. */
export interface TrainingRun {
  /** The folder of the checkpoint. */
  readonly workDir: string
  /** The directory to write. */
  readonly outDir: string
  readonly events?: TrainingEvents
  readonly signal?: AbortSignal
  /** Seconds between checkpoints. Default 60. */
  readonly checkpointSeconds?: number
  /** Steps between points of the curve. Default 50. */
  readonly pointEvery?: number
  readonly allowThreadChange?: boolean
  /** Whether to ignore an earlier checkpoint. */
  readonly restart?: boolean
}

export interface TrainedModel {
  readonly dir: string
  readonly metrics: ModelMetrics
  readonly seconds: number
}

/** Trains a model, or continues from a checkpoint. Throws `conflict` if the checkpoint belongs to another run. */
export async function trainModel(
  settings: ModelTrainingSettings,
  corpus: TrainingCorpus,
  run: TrainingRun,
): Promise<TrainedModel> {
  const events = run.events ?? {}
  events.phase?.('training the tokenizer')
  const bpe = trainBpe(
    corpus.training.map((document) => document.text),
    { vocabSize: settings.vocabSize, specialTokens: [END_OF_TEXT] },
  )
  const tokenizer = createTokenizer(bpe)
  const spec = modelSpec(settings, tokenizer)
  events.phase?.('encoding the corpus')
  const set = buildTokenSet(corpus.training, tokenizer, settings.nCtx)
  if (set.starts.length === 0)
    throw new SemascopeError('invalid_input', `${corpus.description}: no document has 8 tokens or more`)
  const identity = { kind: 'model', ...withoutThreads(settings), corpus: corpus.hash, tokens: set.ids.length }

  if (run.restart) dropCheckpoint(run.workDir)
  const found = readCheckpoint(run.workDir)
  const state = new TrainState(initialParameters(spec, settings.seed))
  if (found) {
    assertSameRun(
      run.workDir,
      found.meta,
      { identity, threads: settings.threads },
      run.allowThreadChange ?? false,
    )
    state.load(found.tensor)
    events.note?.(`resuming after step ${found.meta.step} of ${settings.steps}`)
  }
  const firstStep = found?.meta.step ?? 0
  const earlier = found?.meta.seconds ?? 0
  const curve: CurvePoint[] = [...(found?.meta.curve ?? [])]

  events.phase?.(`training ${settings.name}`)
  const trainer = await openModelStep(spec, settings, set, state)
  let seconds: number
  try {
    seconds = await trainingLoop({
      steps: settings.steps,
      firstStep,
      tokensPerStep: Math.round((settings.batch * contentTokens(set)) / set.starts.length),
      pointEvery: run.pointEvery ?? 50,
      checkpointSeconds: run.checkpointSeconds ?? 60,
      curve,
      events,
      signal: run.signal,
      step: (step) => trainer.step(step),
      point: (mean) => ({ loss: mean('loss') }),
      save: (step, spent) =>
        writeCheckpoint(
          run.workDir,
          { step, identity, threads: settings.threads, seconds: earlier + spent, curve, scalars: {} },
          state.tensors(),
        ),
    })
  } finally {
    await trainer.release()
  }

  events.phase?.('measuring the held-out loss')
  const weights = assembleWeights(spec, (name) => state.tensor(name))
  const heldOut = buildTokenSet(corpus.heldOut, tokenizer, settings.nCtx)
  const metrics = await evaluateModel(spec, weights, heldOut, {
    threads: settings.threads,
    signal: run.signal,
  })
  events.phase?.(`writing ${run.outDir}`)
  writeModel(run.outDir, spec, bpe, (name) => state.tensor(name))
  const training = {
    settings,
    hash: modelHash(spec, weights),
    corpus: corpusRecord(corpus, set, heldOut),
    metrics,
    seconds: Math.round(earlier + seconds),
    curve,
  }
  writeJson(path.join(run.outDir, 'training.json'), training)
  writeFileAtomically(path.join(run.outDir, 'README.md'), modelCard(spec, training))
  return { dir: run.outDir, metrics, seconds: earlier + seconds }
}

/** Returns the architecture that follows from the settings and the trained tokenizer. */
function modelSpec(settings: ModelTrainingSettings, tokenizer: Tokenizer): ModelSpec {
  // The tokenizer was trained with END_OF_TEXT as a special token.
  const bosTokenId = tokenizer.specialId(END_OF_TEXT)!
  const { nLayers, nHeads, dModel, dMlp, nCtx, activation } = settings
  return {
    architecture: 'gpt2',
    nLayers,
    nHeads,
    dModel,
    dMlp,
    nCtx,
    dVocab: tokenizer.vocabSize,
    activation,
    layerNormEps: 1e-5,
    tiedHead: false,
    bosTokenId,
    eosTokenId: bosTokenId,
  }
}

/** Writes config, tokenizer and current weights of a model. */
function writeModel(
  dir: string,
  spec: ModelSpec,
  bpe: BpeModel,
  tensorOf: Parameters<typeof assembleWeights>[1],
): void {
  const known = parameterShapes(spec)
  writeGpt2Directory(
    dir,
    spec,
    assembleWeights(spec, (name) => {
      if (!known.has(name)) throw new SemascopeError('internal', `the model has no parameter "${name}"`)
      return tensorOf(name)
    }),
    {
      tokenizerJson: writeTokenizerJson(bpe),
      tokenizerConfig: JSON.parse(writeTokenizerConfigJson(bpe, spec.nCtx)),
    },
  )
}

function withoutThreads({
  threads: _,
  ...rest
}: ModelTrainingSettings): Omit<ModelTrainingSettings, 'threads'> {
  return rest
}
