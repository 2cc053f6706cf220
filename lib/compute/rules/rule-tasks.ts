/** The steps that label features by rules: draw firings, choose rules, score them. */
import {
  type ChosenRule,
  chooseRules,
  type FeatureRule,
  RuleScorer,
  type RuleSums,
  readText,
} from '@/lib/interp/rules'
import type { CachedDictionary, CachedModel } from '../loaded'
import { activationsOn } from './rule-activations'
import { type RuleCorpusRequest, ruleCorpus } from './rule-corpus'
import { type DrawnFirings, drawFirings, drawStrides } from './sample-firings'

interface Shard {
  readonly from: number
  readonly to: number
  /** The file of the dictionary's activations on the shard, if there is one. */
  readonly file: string | null
}

interface OnShard extends RuleCorpusRequest, Shard {
  readonly threads: number
}

/** Draws firings of all features from a shard; `counts` are the features' firings in the whole analysis. */
export async function drawRuleFirings(
  model: CachedModel,
  dictionary: CachedDictionary,
  request: OnShard & { readonly counts: ArrayLike<number> },
): Promise<DrawnFirings> {
  const { from, to, seed, threads } = request
  const corpus = await ruleCorpus(request)
  const sequences = await corpus.read(from, to, corpus.isChosen)
  const activations = activationsOn(model, dictionary, request, sequences, threads)
  return drawFirings(activations, drawStrides(request.counts, corpus.chosenShare), seed, from)
}

export interface ChooseRequest extends RuleCorpusRequest {
  readonly counts: ArrayLike<number>
  /** Drawn firings of features [from, to), by feature. */
  readonly from: number
  readonly to: number
  readonly starts: Uint32Array // [to − from + 1], from 0
  readonly sequences: Uint32Array
  readonly positions: Uint16Array
  readonly activations: Float32Array
}

/** What rules were chosen from. */
export interface ChosenRules {
  readonly by: 'documents' | 'sequences'
  /** Content tokens of the text. */
  readonly tokens: number
  /** The rules of each feature, the best first. */
  readonly rules: readonly (readonly ChosenRule[])[]
}

/** Chooses rules of features [from, to). */
export async function chooseFeatureRules(request: ChooseRequest): Promise<ChosenRules> {
  const { from, to, starts, sequences, positions, activations } = request
  const corpus = await ruleCorpus(request)
  const counts = await corpus.chosenText()
  const strides = drawStrides(request.counts, corpus.chosenShare)
  const startOf = new Map(counts.text.sequences.map((sequence, i) => [sequence, counts.text.starts[i]]))
  const at = Uint32Array.from(sequences, (sequence, i) => (startOf.get(sequence) ?? 0) + positions[i])
  return {
    by: corpus.by,
    tokens: counts.tokens,
    rules: Array.from({ length: to - from }, (_, i) => {
      const own = [starts[i], starts[i + 1]] as const
      const sample = {
        at: at.subarray(...own),
        activations: activations.subarray(...own),
        weight: strides[from + i],
      }
      return chooseRules(sample, counts, corpus.vocabulary)
    }),
  }
}

/** Runs rules over the text of a shard that they are scored on. */
export async function scoreRules(
  model: CachedModel,
  dictionary: CachedDictionary,
  request: OnShard & { readonly rules: readonly FeatureRule[] },
): Promise<RuleSums> {
  const { from, to, rules, threads } = request
  const corpus = await ruleCorpus(request)
  const sequences = await corpus.read(from, to, corpus.isScored)
  const text = readText(sequences, corpus.vocabulary)
  const scorer = new RuleScorer(rules, dictionary.spec.dSae, text)
  let next = 0
  for await (const { block, from: first, to: last } of activationsOn(
    model,
    dictionary,
    request,
    sequences,
    threads,
  )) {
    const start = text.starts[next++]
    for (let row = first; row < last; row++)
      scorer.add(start + row - first, block.features, block.values, block.rows[row], block.rows[row + 1])
  }
  return scorer.sums()
}
