import { type DictionaryMetrics, measureDictionary } from '@/lib/compute/evaluate/quality'
import { textSample } from '@/lib/compute/evaluate/sample'
import { withShuffledWeights } from '@/lib/compute/shuffled-model'
import { readTokenizer, specialTokens } from '@/lib/compute/store/tokenizer'
import { SemascopeError } from '@/lib/errors'
import { checkTokenizer, loadDictionaryDirectory, loadModelDirectory } from '@/lib/models'
import type { TrainingCorpus } from '@/lib/train/corpus'

export interface EvaluationRun {
  readonly threads: number
  readonly signal?: AbortSignal
  readonly start?: (dir: string) => void
  /** Progress in sequences of the current dictionary, with the rate per second and the seconds left. */
  readonly progress?: (update: { done: number; total: number; rate: number; eta: number }) => void
  readonly measured: (dir: string, metrics: DictionaryMetrics) => void
}

/**
 * Measures dictionaries of one model on the held-out part of a corpus, one after another; a control is measured on
 * the shuffled model on which it was trained. All dictionaries are read and checked before the first is measured.
 */
export async function evaluateDictionaries(
  modelDir: string,
  dirs: readonly string[],
  corpus: TrainingCorpus,
  run: EvaluationRun,
): Promise<void> {
  const model = loadModelDirectory(modelDir)
  const tokenizer = readTokenizer(model.tokenizer)
  checkTokenizer(model.spec, tokenizer.vocabSize, tokenizer.vocabSize - 1)
  const { bosTokenId, dVocab, nCtx } = model.spec
  const special = specialTokens(tokenizer, dVocab).mask
  const dictionaries = dirs.map((dir) => loadDictionaryDirectory(dir, model.spec))
  for (const [i, dir] of dirs.entries()) {
    const { spec, weights, shuffleSeed } = dictionaries[i]
    run.start?.(dir)
    const contextSize = Math.min(nCtx, spec.contextSize)
    const { prependBos } = spec
    const sample = textSample(corpus.heldOut, tokenizer, { contextSize, prependBos, bosTokenId })
    const total = sample.sequences.length
    if (total === 0)
      throw new SemascopeError('invalid_input', `${corpus.description}: its held-out text is too short`)
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
