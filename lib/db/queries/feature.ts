import type { Feature } from '@/lib/contract/feature'
import { intervalBounds } from '@/lib/domain/example'
import { isPositionwise } from '@/lib/domain/hook'
import { tagNames } from '@/lib/domain/motif'
import { SemascopeError } from '@/lib/errors'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { corpusCounts } from './corpus-counts'
import { requireFeature } from './examples'
import { nameFeatures, UNNAMED } from './named-features'
import { featureStudyScore } from './studies'
import { type Vocabulary, vocabulary } from './vocabulary'

/** Number of nearest features that are listed. */
const NEIGHBOURS = 8

interface Row {
  index: number
  count: number
  density: number
  max_activation: number
  mean_activation: number | null
  distinct_tokens: number
  single_token_share: number | null
  tags: number[] | null
  encoder_bias: number | null
  encoder_norm: number
  decoder_norm: number
  encoder_decoder_cosine: number
  loss_effect: number | null
  label: string | null
  label_author: string | null
  label_score: number | null
  label_precision: number | null
  label_recall: number | null
  label_activation_share: number | null
  study_score: number | null
  histogram_edges: number[]
  histogram_counts: number[]
  token_ids: number[]
  token_counts: number[]
  token_sums: number[]
  token_maxima: number[]
  activation_sum: number
  first_token_share: number | null
  interval_counts: number[]
  interval_loss_effects: (number | null)[]
  interval_loss_errors: (number | null)[]
  interval_loss_measured: number[]
  loss_error: number | null
  loss_measured: number | null
  promoted_ids: number[]
  promoted_values: number[]
  suppressed_ids: number[]
  suppressed_values: number[]
  logit_edges: number[]
  logit_counts: number[]
  aligned_neurons: number[]
  aligned_weights: number[]
  aligned_l1_shares: number[]
  correlated_neurons: number[]
  correlated_pearson: number[]
  correlated_cosine: (number | null)[]
  neighbour_indices: number[]
  neighbour_cosines: number[]
  /** Stored examples by group. */
  examples: [group: number, count: number][] | null
}

/** Returns everything that the page and the API show of one feature. Throws `not_found` for an unknown index. */
export async function readFeature(db: Queryable, dictionary: Published, index: number): Promise<Feature> {
  const { analysis } = dictionary
  const [row, occurrences, tokens] = await Promise.all([
    readRow(db, dictionary, index),
    analysis.wholeCorpus ? corpusCounts(db, analysis.corpusId) : new Map<number, number>(),
    vocabulary(db, dictionary.tokenizerHash),
  ])
  const groups = new Map(row.examples)
  const near = row.neighbour_indices.slice(0, NEIGHBOURS)
  const [names, studyScore, neurons] = await Promise.all([
    nameFeatures(db, dictionary, near),
    row.study_score === null ? null : featureStudyScore(db, dictionary.id, index),
    neuronsOf(db, dictionary, row),
  ])
  return {
    dictionary: dictionary.slug,
    model: dictionary.model,
    shuffledWeights: dictionary.shuffledWeights,
    hook: dictionary.hook,
    kind: dictionary.kind,
    size: dictionary.dSae,
    index,
    count: row.count,
    density: row.density,
    maxActivation: row.max_activation,
    meanActivation: row.mean_activation,
    distinctTokens: row.distinct_tokens,
    vocabulary: tokens.size,
    singleTokenShare: row.single_token_share,
    firstTokenShare: row.first_token_share,
    tags: row.tags && tagNames(row.tags),
    encoderBias: row.encoder_bias,
    encoderNorm: row.encoder_norm,
    decoderNorm: row.decoder_norm,
    encoderDecoderCosine: row.encoder_decoder_cosine,
    lossEffect: row.loss_effect,
    lossEffectError: row.loss_error,
    lossEffectMeasured: row.loss_measured,
    ablation: isPositionwise(dictionary.hook, dictionary.nLayers) ? 'token' : 'sequence',
    label: labelOf(row),
    studyScore,
    histogram: { edges: row.histogram_edges, counts: row.histogram_counts },
    intervals: row.interval_counts.map((count, interval) => ({
      interval,
      ...intervalBounds(interval, row.max_activation),
      count,
      lossEffect: row.interval_loss_effects[interval] ?? null,
      lossEffectError: row.interval_loss_errors[interval] ?? null,
      lossEffectMeasured: row.interval_loss_measured[interval] ?? null,
      examples: groups.get(interval) ?? 0,
    })),
    topExamples: groups.get(-1) ?? 0,
    randomExamples: groups.get(-2) ?? 0,
    tokens: row.token_ids.map((id, at) => {
      const seen = occurrences.get(id) ?? null
      const count = row.token_counts[at]
      return {
        id,
        ...tokens.text(id),
        count,
        occurrences: seen,
        share: row.activation_sum > 0 ? row.token_sums[at] / row.activation_sum : 0,
        mean: count > 0 ? row.token_sums[at] / count : 0,
        max: row.token_maxima[at],
        precision: seen ? count / seen : null,
      }
    }),
    logits: {
      positive: logitTokens(row.promoted_ids, row.promoted_values, tokens),
      negative: logitTokens(row.suppressed_ids, row.suppressed_values, tokens),
      histogram: { edges: row.logit_edges, counts: row.logit_counts },
    },
    neurons,
    neighbours: near.map((neighbour, at) => {
      const { label, topTokens, promotedTokens } = names.get(neighbour) ?? UNNAMED
      return { index: neighbour, cosine: row.neighbour_cosines[at], label, topTokens, promotedTokens }
    }),
    analysis: {
      id: analysis.id,
      run: analysis.runId,
      corpus: analysis.corpus,
      corpusHash: analysis.corpusHash,
      preview: analysis.preview,
      sequences: analysis.sequences,
      tokens: analysis.contentTokens,
      specialTokens: analysis.specialTokens,
      publishedAt: analysis.publishedAt,
    },
  }
}

async function readRow(db: Queryable, dictionary: Published, index: number): Promise<Row> {
  const { slug, analysis } = dictionary
  requireFeature(dictionary, index)
  const key = analysisKey(analysis.id)
  const { rows } = await db.query<Row>(
    prepared(
      `SELECT s.*, d.*,
       (SELECT json_agg(json_build_array(e."group", e.count))
          FROM (SELECT "group", count(*) FROM example WHERE analysis_id = ${key} AND index = $1 GROUP BY "group") e
       ) AS examples
     FROM feature_stat s
     JOIN feature_detail d ON d.analysis_id = ${key} AND d.index = s.index
     WHERE s.analysis_id = ${key} AND s.index = $1`,
      [index],
    ),
  )
  if (!rows[0])
    throw new SemascopeError('not_found', `feature ${index} of ${slug} is not in analysis ${analysis.id}`)
  return rows[0]
}

function logitTokens(ids: readonly number[], values: readonly number[], tokens: Vocabulary) {
  return ids.map((id, at) => ({ id, ...tokens.text(id), value: values[at] }))
}

async function neuronsOf(db: Queryable, dictionary: Published, row: Row): Promise<Feature['neurons']> {
  if (!dictionary.hook.endsWith('mlp.hook_post')) return null
  return {
    aligned: row.aligned_neurons.map((neuron, at) => ({
      neuron,
      weight: row.aligned_weights[at],
      l1Share: row.aligned_l1_shares[at],
    })),
    correlated: row.correlated_neurons.map((neuron, at) => ({
      neuron,
      pearson: row.correlated_pearson[at],
      cosine: row.correlated_cosine[at] ?? null,
    })),
    tokens: dictionary.analysis.relateTokens,
    dictionary: await neuronBasis(db, dictionary),
  }
}

/** Returns the name of the dictionary whose features are the neurons that a dictionary reads, or null if none is analysed. */
async function neuronBasis(db: Queryable, dictionary: Published): Promise<string | null> {
  const { rows } = await db.query<{ slug: string }>(
    `SELECT neurons.slug FROM dictionary JOIN dictionary neurons USING (model_id, hook)
     WHERE dictionary.id = $1 AND neurons.kind = 'neurons' AND neurons.current_analysis_id IS NOT NULL
     ORDER BY neurons.id LIMIT 1`,
    [dictionary.id],
  )
  return rows[0]?.slug ?? null
}

function labelOf(row: Row) {
  if (row.label === null) return null
  return {
    text: row.label,
    author: row.label_author,
    score: row.label_score,
    precision: row.label_precision,
    recall: row.label_recall,
    activationShare: row.label_activation_share,
  }
}
