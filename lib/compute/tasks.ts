/**
 * The tasks of compute threads, by name. Payloads and answers are plain data that crosses a thread border. A task is
 * a function of its payload alone, so it can be repeated anywhere. A long task says how far it is by `progress`, which
 * throws when the caller has given up, so that a stopped run stops inside a part.
 */

import type { CorpusTotals } from '@/lib/analysis/corpus-totals'
import { type FeatureSummary, finalise } from '@/lib/analysis/finalise'
import type { LogitEffects } from '@/lib/analysis/logit-effects'
import { drawLossSample, type LossSample } from '@/lib/analysis/loss-sample'
import { mergeBlock } from '@/lib/analysis/merge-block'
import type { QualitySums } from '@/lib/analysis/metrics'
import { addNeuronSums, encodeNeuronSums, type FeatureRange } from '@/lib/analysis/neuron-sums'
import {
  type AlignedNeuron,
  alignNeurons,
  type CorrelatedNeuron,
  correlatedNeurons,
  type Neighbour,
  nearestFeatures,
} from '@/lib/analysis/relate'
import { serialise } from '@/lib/analysis/summary'
import { serialiseTotals } from '@/lib/analysis/summary-bytes'
import type { TokenStatRows } from '@/lib/analysis/token-rows'
import { isNeuronBasis } from '@/lib/domain/hook'
import type { FeatureRule, RuleSums } from '@/lib/interp/rules'
import type { TaskContext } from '@/lib/runtime/thread-host'
import { ablateSequences, type SequenceAblation } from './ablate/sequences'
import { type BuildCorpusRequest, type BuiltCorpus, buildCorpusFile } from './build-corpus'
import type { Choice } from './choices'
import { type ChosenFeature, chooseExamples } from './choose-examples'
import { eachSequence, pickSequences, readSequences } from './corpus-slices'
import { correlateShards } from './correlate'
import { decoderRows, type FeatureGeometry, featureGeometry } from './decoder'
import { evaluateSequences } from './evaluate/run'
import { featureCorrelations, type StoredFeature } from './feature-correlations'
import { type FeatureVectors, featureVectors } from './feature-vectors'
import { harvestShard } from './harvest'
import { type InspectedText, inspectText } from './inspect-text'
import { type DictionaryRef, loadDictionary, loadModel, type ModelRef } from './loaded'
import { type LogitPostings, logitPostings, logitSummaries } from './logit-postings'
import { decoderCosines } from './neighbours'
import type { RuleCorpusRequest } from './rules/rule-corpus'
import {
  type ChooseRequest,
  type ChosenRules,
  chooseFeatureRules,
  drawRuleFirings,
  scoreRules,
} from './rules/rule-tasks'
import type { DrawnFirings } from './rules/sample-firings'
import { type ExamplesRequest, type ShardExamples, shardExamples } from './shard-examples'
import { type Similar, similarFeatures } from './similar'
import { type TokenEffects, tokenEffects } from './token-effects'

interface Common {
  readonly model: ModelRef
  readonly threads: number
}

interface OnDictionary extends Common {
  readonly dictionary: DictionaryRef
}

interface OnText {
  readonly corpus: string
  /** 1 at token ids that are left out of every statistic, [d_vocab]. */
  readonly special: Uint8Array
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Number of nearest features and of correlated neurons kept per feature. */
const NEIGHBOURS = 8
const CORRELATED = 3

const load = ({ model, dictionary }: OnDictionary) => {
  const loaded = loadModel(model)
  return { model: loaded, dictionary: loadDictionary(dictionary, loaded.spec) }
}

export const tasks = {
  /**
   * Returns summaries of sequences from … to − 1, per dictionary: one record per block of features, and the totals. Its
   * progress counts sequences.
   */
  async harvest(
    p: Common &
      OnText &
      Range & {
        readonly dictionaries: readonly DictionaryRef[]
        readonly seed: number
        /** Where to write the activations of each dictionary; null keeps none. */
        readonly files: readonly (string | null)[]
      },
    { progress }: TaskContext,
  ): Promise<{ blocks: Uint8Array[][]; totals: Uint8Array }> {
    const model = loadModel(p.model)
    const dictionaries = p.dictionaries.map((ref) => loadDictionary(ref, model.spec))
    const sequences = await readSequences(p.corpus, p.from, p.to)
    const summaries = await harvestShard(model, dictionaries, p.from, sequences, { ...p, progress })
    return { blocks: summaries.map(serialise), totals: serialiseTotals(summaries[0].totals) }
  },

  /** Summarises one block of features over all shards, in the order of the shards. */
  async summarise(
    p: OnDictionary & {
      readonly shards: readonly Uint8Array[]
      readonly totals: CorpusTotals
      readonly measuredPerBin: number
    },
  ): Promise<{
    features: FeatureSummary[]
    geometry: FeatureGeometry[]
    firstFeature: number
    tokens: TokenStatRows
    sample: LossSample
  }> {
    const { dictionary } = load(p)
    const block = mergeBlock(p.shards)
    const features = finalise(block, p.totals)
    const { firstFeature, tokens } = block
    const geometry = featureGeometry(dictionary.weights, firstFeature, features.length)
    return { features, geometry, firstFeature, tokens, sample: drawLossSample(block, p.measuredPerBin) }
  },

  /** Chooses the examples of all features in the first `sequences` sequences of the corpus. */
  chooseExamples(
    p: OnText & {
      readonly sequences: number
      readonly seed: number
      readonly features: readonly ChosenFeature[]
    },
  ): Promise<Choice[]> {
    return chooseExamples(p.features, () => eachSequence(p.corpus, p.sequences), p.special, p.seed)
  },

  /** Traces the examples of sequences from … to − 1, and measures loss effects. Its progress counts sequences. */
  async examples(p: OnDictionary & ExamplesRequest, { progress }: TaskContext): Promise<ShardExamples> {
    const { model, dictionary } = load(p)
    return shardExamples(model, dictionary, p, { threads: p.threads, progress })
  },

  /** Returns Δloss of examples at a hook that attention follows, beside their positions. Its progress counts examples. */
  async ablateExamples(
    p: OnDictionary & OnText & { readonly examples: readonly SequenceAblation[] },
    { progress }: TaskContext,
  ): Promise<Float32Array[]> {
    const { model, dictionary } = load(p)
    const picked = await pickSequences(
      p.corpus,
      p.examples.map(({ sequence }) => sequence),
    )
    const sequences = new Map([...picked].map(([number, { tokenIds }]) => [number, tokenIds]))
    return ablateSequences(model, dictionary, sequences, p.examples, p.special, {
      threads: p.threads,
      progress,
    })
  },

  /** Returns the stored part of the logit effects of features from … from + count − 1, and their medians. */
  async logits(
    p: OnDictionary & FeatureRange & { readonly excluded: Uint8Array },
    { progress }: TaskContext,
  ): Promise<{ summaries: LogitEffects[]; medians: Float64Array }> {
    const { model, dictionary } = load(p)
    return logitSummaries(model, dictionary, p, { excluded: p.excluded, threads: p.threads, progress })
  },

  /**
   * Returns, for each of the tokens from … to − 1, the features that raise and lower it most. `medians` are the medians of
   * all features' effects, [d_sae]. Its progress counts features.
   */
  async logitPostings(
    p: OnDictionary & Range & { readonly medians: Float64Array; readonly excluded: Uint8Array },
    { progress }: TaskContext,
  ): Promise<LogitPostings> {
    const { model, dictionary } = load(p)
    return logitPostings(model, dictionary, p, { threads: p.threads, progress })
  },

  /**
   * Returns the nearest features by decoder cosine, and (only at mlp.hook_post) the neurons along a decoder row and those
   * that correlate most, without the feature itself; `sums` are the records of these features in the order of the text.
   */
  async relate(p: OnDictionary & FeatureRange & { readonly sums: readonly Uint8Array[] }): Promise<{
    neighbours: Neighbour[][]
    aligned: AlignedNeuron[][]
    /** Null without sums. */
    correlated: { tokens: number; features: CorrelatedNeuron[][] } | null
  }> {
    const { dictionary } = load(p)
    const { dIn, dSae, hook, kind } = dictionary.spec
    const cosines = await decoderCosines(dictionary, p.from, p.count, p.threads)
    const omit = Uint8Array.from(dictionary.decoderNorms, (norm) => (norm === 0 ? 1 : 0))
    const rows = decoderRows(dictionary.weights, dIn, p.from, p.count)
    const sums = p.sums.length > 0 ? addNeuronSums(p.sums) : null
    return {
      neighbours: nearestFeatures(cosines, dSae, p.from, NEIGHBOURS, omit),
      aligned: Array.from({ length: p.count }, (_, i) =>
        isNeuronBasis(hook) ? alignNeurons(rows.subarray(i * dIn, (i + 1) * dIn)) : [],
      ),
      correlated: sums && {
        tokens: sums.tokens,
        features: Array.from({ length: p.count }, (_, i) =>
          correlatedNeurons(sums, i, CORRELATED, kind === 'neurons' ? p.from + i : -1),
        ),
      },
    }
  },

  /**
   * Returns the sums of features of dictionaries of one hook with its neurons over shards, as records of blocks of
   * features. Its progress counts sequences.
   */
  async correlateNeurons(
    p: Common &
      OnText & {
        readonly ranges: readonly (FeatureRange & {
          readonly dictionary: DictionaryRef
          readonly files: readonly (string | null)[]
        })[]
        readonly shards: readonly Range[]
      },
    { progress }: TaskContext,
  ): Promise<Uint8Array[][]> {
    const model = loadModel(p.model)
    const ranges = p.ranges.map((range) => ({
      ...range,
      dictionary: loadDictionary(range.dictionary, model.spec),
    }))
    return (await correlateShards(model, ranges, { ...p, progress })).map(encodeNeuronSums)
  },

  /** Returns quality sums over sequences, given by their numbers in the corpus. Its progress counts sequences. */
  async evaluate(
    p: OnDictionary & OnText & { readonly sequences: readonly number[] },
    { progress }: TaskContext,
  ): Promise<QualitySums> {
    const { model, dictionary } = load(p)
    const picked = await pickSequences(p.corpus, p.sequences)
    const sequences = [...picked.values()].map(({ tokenIds }) => tokenIds)
    return evaluateSequences(model, dictionary, sequences, { ...p, progress })
  },

  /** Draws the firings in a shard from which rules are chosen. */
  drawRuleFirings(
    p: OnDictionary &
      RuleCorpusRequest &
      Range & { readonly file: string | null; readonly counts: Float64Array },
  ): Promise<DrawnFirings> {
    const { model, dictionary } = load(p)
    return drawRuleFirings(model, dictionary, p)
  },

  /** Returns the rules that features may be labelled with. */
  chooseRules(p: ChooseRequest): Promise<ChosenRules> {
    return chooseFeatureRules(p)
  },

  /** Counts rules over the text of a shard that served to choose none of them. */
  scoreRules(
    p: OnDictionary &
      RuleCorpusRequest &
      Range & { readonly file: string | null; readonly rules: readonly FeatureRule[] },
  ): Promise<RuleSums> {
    const { model, dictionary } = load(p)
    return scoreRules(model, dictionary, p)
  },

  /** Returns the features of a text that a person typed. */
  inspect(
    p: OnDictionary & {
      readonly text: string
      readonly features: readonly number[] | null
      readonly limit: number
    },
  ): Promise<InspectedText> {
    const { model, dictionary } = load(p)
    return inspectText(model, dictionary, p.text, p.features, p.limit, p.threads)
  },

  /**
   * Returns the loss effects of one feature on one sequence, and the next tokens it raises and lowers most at each
   * position.
   */
  tokenEffects(
    p: OnDictionary & {
      readonly feature: number
      readonly tokenIds: Int32Array
      readonly special: Uint8Array
      readonly excluded: Uint8Array
    },
  ): Promise<TokenEffects> {
    const { model, dictionary } = load(p)
    return tokenEffects(model, dictionary, p.feature, p.tokenIds, p.special, p.excluded, p.threads)
  },

  /** Returns the nearest features of one feature in several dictionaries, its own first. */
  similar(p: {
    readonly places: readonly (Omit<OnDictionary, 'threads'> & { readonly files: readonly string[] | null })[]
    readonly feature: number
    readonly count: number
    /** Number of content tokens of the text whose activations lie in the files. */
    readonly tokens: number
    readonly threads: number
  }): Promise<Similar> {
    const places = p.places.map(({ files, ...refs }) => ({ ...load({ ...refs, threads: p.threads }), files }))
    return similarFeatures(places, p.feature, p)
  },

  /** Returns Pearson's r of each pair of features over a text. */
  featureCorrelations(p: {
    readonly features: readonly StoredFeature[]
    readonly tokens: number
  }): Promise<(number | null)[][]> {
    return featureCorrelations(p.features, p.tokens)
  },

  /** Returns the vectors of one feature. */
  vectors(p: OnDictionary & { readonly feature: number }): FeatureVectors {
    return featureVectors(load(p).dictionary, p.feature)
  },

  /** Tokenises text into a corpus file. */
  buildCorpus(p: BuildCorpusRequest): Promise<BuiltCorpus> {
    return buildCorpusFile(p)
  },
}

type Tasks = typeof tasks
export type TaskName = keyof Tasks
export type Payload<N extends TaskName> = Parameters<Tasks[N]>[0]
export type Answer<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>
