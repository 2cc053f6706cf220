import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type DictionaryMetrics, measureDictionary } from '@/lib/compute/evaluate/quality'
import { textSample } from '@/lib/compute/evaluate/sample'
import { withShuffledWeights } from '@/lib/compute/shuffled-model'
import { readTokenizer, specialTokens } from '@/lib/compute/store/tokenizer'
import { type TrainingRecord, toTrainingRecord, trainedOn } from '@/lib/contract/training-record'
import { heldOut } from '@/lib/corpus/seeded-hash'
import { measuredText } from '@/lib/domain/measured-text'
import { SemascopeError } from '@/lib/errors'
import {
  checkExcludedTokens,
  checkTokenizer,
  loadDictionaryDirectory,
  loadModelDirectory,
} from '@/lib/models'
import { HELD_OUT, type SourceText } from '@/lib/train/corpus'

export interface EvaluationRun {
  readonly threads: number
  readonly signal?: AbortSignal
  readonly start?: (dir: string) => void
  /** Progress in sequences of the current dictionary, with the rate per second and the seconds left. */
  readonly progress?: (update: { done: number; total: number; rate: number; eta: number }) => void
  readonly measured: (dir: string, metrics: DictionaryMetrics) => void
}

/** Most tokens of a sample of all of a text. Held-out text is taken whole. */
const SAMPLED_TOKENS = 2 ** 19

/**
 * Measures dictionaries of one model, one after another: on the held-out part of the text if it is of the kind that one
 * of them was trained on, else on a sample of all of it (domain/measured-text). A control is measured on the shuffled
 * model on which it was trained. All dictionaries are read and checked before the first is measured.
 */
export async function evaluateDictionaries(
  modelDir: string,
  dirs: readonly string[],
  text: SourceText,
  run: EvaluationRun,
): Promise<void> {
  const model = loadModelDirectory(modelDir)
  const tokenizer = readTokenizer(model.tokenizer)
  checkTokenizer(model.spec, tokenizer.vocabSize, tokenizer.vocabSize - 1)
  const { bosTokenId, dVocab, nCtx } = model.spec
  const special = specialTokens(tokenizer, dVocab).mask
  const dictionaries = dirs.map((dir) => loadDictionaryDirectory(dir, model.spec))
  for (const [i, dir] of dirs.entries()) checkExcludedTokens(dir, dictionaries[i].metadata, special)
  const records = dirs.flatMap((dir) => trainingRecord(dir) ?? [])
  const measuredOn = measuredText(text.source, records.map(trainedOn))
  const rule = records.find((record) => trainedOn(record) === text.source)?.corpus.heldOut ?? HELD_OUT
  const documents = text.documents.filter(
    ({ unit }) => measuredOn === 'all' || heldOut(unit, rule.seed, rule.share),
  )
  for (const [i, dir] of dirs.entries()) {
    const { spec, weights, shuffleSeed } = dictionaries[i]
    run.start?.(dir)
    const contextSize = Math.min(nCtx, spec.contextSize)
    const { prependBos } = spec
    const sample = textSample(documents, tokenizer, {
      ...{ measuredOn, contextSize, prependBos, bosTokenId },
      ...(measuredOn === 'all' && { most: { sequences: Math.ceil(SAMPLED_TOKENS / contextSize), seed: 0 } }),
    })
    const total = sample.sequences.length
    if (total === 0)
      throw new SemascopeError(
        'invalid_input',
        `${text.description}: ${measuredOn === 'all' ? 'it' : 'its held-out part'} is too short to measure on`,
      )
    const began = performance.now()
    const metrics = await measureDictionary(
      withShuffledWeights(model, shuffleSeed),
      { spec, weights },
      sample,
      {
        special,
        threads: run.threads,
        signal: run.signal,
        progress: (done) => {
          const rate = done / ((performance.now() - began) / 1000)
          run.progress?.({ done, total, rate, eta: (total - done) / rate })
        },
      },
    )
    run.measured(dir, metrics)
  }
}

/** Returns the training record of a dictionary directory; undefined if there is none that can be read. */
function trainingRecord(dir: string): TrainingRecord | undefined {
  const file = path.join(dir, 'training.json')
  if (!existsSync(file)) return undefined
  try {
    return toTrainingRecord(JSON.parse(readFileSync(file, 'utf8'))) ?? undefined
  } catch {
    // another tool's file, which the import reports
    return undefined
  }
}
