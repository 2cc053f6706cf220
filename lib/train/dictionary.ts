/**
 * Trains a dictionary on a hook point of a model and writes it with its record and card. During training inputs are
 * scaled to E‖x‖² = d_in; the written weights include that scaling.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type DictionaryMetrics, measureDictionary } from '@/lib/compute/evaluate/quality'
import { textSample } from '@/lib/compute/evaluate/sample'
import { shuffledName, withShuffledWeights } from '@/lib/compute/shuffled-model'
import { specialTokens } from '@/lib/compute/store/tokenizer'
import type { LearnedSpec } from '@/lib/domain/dictionary'
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
import { ActivationBuffer, activationPlan } from './activation-buffer'
import { openActivationSource } from './activations'
import { assertSameRun, dropCheckpoint, readCheckpoint } from './checkpoint'
import type { TrainingCorpus } from './corpus'
import { corpusRecord } from './corpus-record'
import { dictionaryCard } from './dictionary-card'
import { foldScale } from './dictionary-fold'
import { type TrainedWeights, trainOnActivations } from './dictionary-loop'
import type { TrainingRun } from './model'
import { type DictionaryTrainingSettings, ownSettings } from './settings'
import { buildTokenSet } from './token-set'

export interface TrainedDictionary {
  readonly dir: string
  readonly metrics: DictionaryMetrics
  readonly seconds: number
}

/**
 * Trains a dictionary, or continues from a checkpoint. Throws `conflict` if the checkpoint belongs to another run.
 */
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
  const { threads, kind, ...rest } = ownSettings(settings)
  const what = kind === 'topk' ? 'topk dictionary' : 'dictionary'
  const identity = { kind: what, ...rest, model: hash, corpus: corpus.hash, tokens: set.ids.length }
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
  events.phase?.(`training ${settings.name} on ${set.unitNames.length} packages' activations`)
  let finished: TrainedWeights
  try {
    const buffer = new ActivationBuffer(source, activationPlan(set, settings))
    finished = await trainOnActivations(settings, source.width, buffer, { found, identity, ...run })
  } finally {
    await source.release()
  }
  const { statistics, curve, seconds } = finished

  events.phase?.(`writing ${run.outDir}`)
  const form = kind === 'topk' ? { kind, k: settings.k } : { kind }
  const spec: LearnedSpec = {
    ...form,
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
  writeDictionary(run.outDir, spec, foldScale({ ...form, W_enc, b_enc, W_dec, b_dec }, statistics.scale), {
    modelName: seed === undefined ? modelName : shuffledName(modelName, seed),
    dtype: 'F16',
    metadata: {
      ...(seed !== undefined && { [SHUFFLE_SEED_KEY]: seed, shuffle_weights_of: modelName }),
      training_tokens: activations,
      seed: settings.seed,
      ...(kind === 'standard' && { l1_coefficient: settings.lambda }),
    },
  })
  events.phase?.('measuring on held-out text')
  const written = loadDictionaryDirectory(run.outDir, model.spec)
  const heldOut = buildTokenSet(corpus.heldOut, tokenizer, contextSize)
  const { bosTokenId, dVocab } = model.spec
  const sample = textSample(corpus.heldOut, tokenizer, {
    measuredOn: 'held-out',
    ...{ contextSize, prependBos: true, bosTokenId },
  })
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
    seconds: Math.round(seconds),
    curve,
  }
  writeJson(path.join(run.outDir, 'training.json'), { ...record, settings: ownSettings(settings) })
  writeFileAtomically(path.join(run.outDir, 'README.md'), dictionaryCard(spec, record))
  return { dir: run.outDir, metrics, seconds }
}

function openTokenizer(files: ReturnType<typeof loadModelDirectory>['tokenizer']) {
  if (files.kind !== 'tokenizer.json')
    throw new SemascopeError('unsupported', `${files.vocab}: training needs a tokenizer.json`)
  return createTokenizer(readTokenizerJson(readFileSync(files.path, 'utf8'), files.path))
}
