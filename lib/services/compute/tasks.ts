/**
 * What compute threads do, by name. Payloads and answers are plain data that crosses a thread border; everything
 * here is a function of its payload, so a task can be repeated anywhere.
 */
import { type FeatureSummary, finalise } from '@/lib/analysis/finalise'
import { mergeBlock } from '@/lib/analysis/merge-block'
import type { QualitySums } from '@/lib/analysis/metrics'
import type { NeuronSums } from '@/lib/analysis/relate'
import type { CorpusTotals } from '@/lib/analysis/summary'
import { serialise, serialiseTotals } from '@/lib/analysis/summary-bytes'
import type { TokenRows } from '@/lib/analysis/token-table'
import { readSequences } from './corpus-slices'
import { correlateNeurons } from './correlate'
import { type FeatureGeometry, featureGeometry } from './decoder'
import { directEffects } from './direct-effects'
import { evaluateSample } from './evaluate'
import { harvestShard } from './harvest'
import { intervalCounts } from './interval-counts'
import { type DictionaryRef, loadDictionary, loadModel, type ModelRef } from './loaded'
import { decoderCosines } from './neighbours'
import { type Trace, type TraceRequest, traceFeatures } from './traces'

interface Common {
  readonly model: ModelRef
  readonly threads: number
}

interface OnDictionary extends Common {
  readonly dictionary: DictionaryRef
}

interface OnText {
  readonly corpus: string
  /** 1 at token ids left out of every statistic, [d_vocab]. */
  readonly special: Uint8Array
}

interface Range {
  readonly from: number
  readonly to: number
}

const load = ({ model, dictionary }: OnDictionary) => {
  const loaded = loadModel(model)
  return { model: loaded, dictionary: loadDictionary(dictionary, loaded.spec) }
}

export const tasks = {
  /** Summaries of sequences from … to − 1, per dictionary: one record a block of features, and the totals. */
  async harvest(
    p: Common & OnText & Range & { readonly dictionaries: readonly DictionaryRef[]; readonly seed: number },
  ): Promise<{ blocks: Uint8Array[][]; totals: Uint8Array }> {
    const model = loadModel(p.model)
    const dictionaries = p.dictionaries.map((ref) => loadDictionary(ref, model.spec))
    const sequences = await readSequences(p.corpus, p.from, p.to)
    const summaries = await harvestShard(model, dictionaries, p.from, sequences, p)
    return { blocks: summaries.map(serialise), totals: serialiseTotals(summaries[0].totals) }
  },

  /** One block of features over all shards, in order of shards. */
  async summarise(
    p: OnDictionary & { readonly shards: readonly Uint8Array[]; readonly totals: CorpusTotals },
  ): Promise<{
    features: FeatureSummary[]
    geometry: FeatureGeometry[]
    firstFeature: number
    tokens: TokenRows
  }> {
    const { dictionary } = load(p)
    const block = mergeBlock(p.shards)
    const features = finalise(block, p.totals)
    const geometry = features.map(({ index }) => featureGeometry(dictionary.weights, index))
    return { features, geometry, firstFeature: block.firstFeature, tokens: block.tokens }
  },

  /** Whole-sequence traces of features on sequences of [from, to); `sequence` counts from `from`. */
  async traces(
    p: OnDictionary & OnText & Range & { readonly requests: readonly TraceRequest[] },
  ): Promise<Trace[]> {
    const { model, dictionary } = load(p)
    const sequences = await readSequences(p.corpus, p.from, p.to)
    return traceFeatures(model, dictionary, sequences, p.requests, p.special, p.threads)
  },

  /** Firings of every feature in each of its 11 intervals over sequences from … to − 1, [d_sae, 11]. */
  async intervalCounts(
    p: OnDictionary & OnText & Range & { readonly maxima: Float32Array },
  ): Promise<Uint32Array> {
    const { model, dictionary } = load(p)
    const sequences = await readSequences(p.corpus, p.from, p.to)
    return intervalCounts(model, dictionary, sequences, p.maxima, p.special, p.threads)
  },

  /** Direct logit effects [count, d_vocab] of features from … from + count − 1. */
  async directEffects(
    p: OnDictionary & { readonly from: number; readonly count: number },
  ): Promise<Float32Array> {
    const { model, dictionary } = load(p)
    return directEffects(model, dictionary, p.from, p.count, p.threads)
  },

  /** Decoder cosines [count, d_sae] of features from … from + count − 1 with all. */
  async decoderCosines(
    p: OnDictionary & { readonly from: number; readonly count: number },
  ): Promise<Float32Array> {
    const { dictionary } = load(p)
    return decoderCosines(dictionary, p.from, p.count, p.threads)
  },

  async correlateNeurons(p: OnDictionary & OnText & Range): Promise<NeuronSums> {
    const { model, dictionary } = load(p)
    const sequences = await readSequences(p.corpus, p.from, p.to)
    return correlateNeurons(model, dictionary, sequences, p.special, p.threads)
  },

  /** Quality sums over given sequences (sequence numbers in the corpus). */
  async evaluate(p: OnDictionary & OnText & { readonly sequences: readonly number[] }): Promise<QualitySums> {
    const { model, dictionary } = load(p)
    const sequences: Int32Array[] = []
    for (const number of p.sequences) sequences.push(...(await readSequences(p.corpus, number, number + 1)))
    return evaluateSample(model, dictionary, sequences, p.special, p.threads)
  },
}

export type Tasks = typeof tasks
export type TaskName = keyof Tasks
export type Payload<N extends TaskName> = Parameters<Tasks[N]>[0]
export type Answer<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>
