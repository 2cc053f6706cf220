import { tagNumbers } from '@/lib/domain/motif'
import { copyRows } from '../copy'
import { updateRows } from '../partitions'
import type { Client, Queryable } from '../transaction'

type Numbers = ArrayLike<number>

/** What summarise knows of a feature; null where it is undefined (a dead feature has no mean). */
export interface FeatureStatRow {
  readonly index: number
  readonly count: number
  readonly density: number
  readonly maxActivation: number
  readonly meanActivation: number | null
  readonly distinctTokens: number
  readonly singleTokenShare: number | null
  readonly encoderBias: number | null
  readonly encoderNorm: number
  readonly decoderNorm: number
  readonly encoderDecoderCosine: number
  readonly topTokens: readonly number[]
  readonly sparkline: readonly number[]
  readonly topSequence: number | null
  readonly topPosition: number | null
}

export interface FeatureDetailRow {
  readonly index: number
  readonly histogramEdges: Numbers
  readonly histogramCounts: Numbers
  readonly tokenIds: Numbers
  readonly tokenCounts: Numbers
  readonly tokenSums: Numbers
  readonly tokenMaxima: Numbers
  readonly activationSum: number
}

/** Replaces all feature rows of an analysis; later stages fill in what is still empty. */
export async function replaceFeatures(
  client: Client,
  analysisId: number,
  stats: readonly FeatureStatRow[],
  details: readonly FeatureDetailRow[],
): Promise<void> {
  await client.query('DELETE FROM feature_stat WHERE analysis_id = $1', [analysisId])
  await client.query('DELETE FROM feature_detail WHERE analysis_id = $1', [analysisId])
  await copyRows(
    client,
    'feature_stat',
    [
      { name: 'analysis_id', type: 'int4' },
      { name: 'index', type: 'int4' },
      { name: 'count', type: 'int8' },
      { name: 'density', type: 'float8' },
      { name: 'max_activation', type: 'float4' },
      { name: 'mean_activation', type: 'float4' },
      { name: 'distinct_tokens', type: 'int4' },
      { name: 'single_token_share', type: 'float4' },
      { name: 'encoder_bias', type: 'float4' },
      { name: 'encoder_norm', type: 'float4' },
      { name: 'decoder_norm', type: 'float4' },
      { name: 'encoder_decoder_cosine', type: 'float4' },
      { name: 'top_tokens', type: 'int4[]' },
      { name: 'promoted_tokens', type: 'int4[]' },
      { name: 'sparkline', type: 'int2[]' },
      { name: 'top_sequence', type: 'int4' },
      { name: 'top_position', type: 'int4' },
    ],
    stats.map((s) => [
      analysisId,
      s.index,
      s.count,
      s.density,
      s.maxActivation,
      s.meanActivation,
      s.distinctTokens,
      s.singleTokenShare,
      s.encoderBias,
      s.encoderNorm,
      s.decoderNorm,
      s.encoderDecoderCosine,
      s.topTokens,
      [],
      s.sparkline,
      s.topSequence,
      s.topPosition,
    ]),
  )
  const empty: number[] = []
  await copyRows(
    client,
    'feature_detail',
    [
      { name: 'analysis_id', type: 'int4' },
      { name: 'index', type: 'int4' },
      { name: 'histogram_edges', type: 'float4[]' },
      { name: 'histogram_counts', type: 'int4[]' },
      { name: 'token_ids', type: 'int4[]' },
      { name: 'token_counts', type: 'int4[]' },
      { name: 'token_sums', type: 'float8[]' },
      { name: 'token_maxima', type: 'float4[]' },
      { name: 'activation_sum', type: 'float8' },
      { name: 'interval_counts', type: 'int8[]' },
      { name: 'interval_loss_effects', type: 'float4[]' },
      { name: 'promoted_ids', type: 'int4[]' },
      { name: 'promoted_values', type: 'float4[]' },
      { name: 'suppressed_ids', type: 'int4[]' },
      { name: 'suppressed_values', type: 'float4[]' },
      { name: 'logit_edges', type: 'float4[]' },
      { name: 'logit_counts', type: 'int4[]' },
      { name: 'aligned_neurons', type: 'int4[]' },
      { name: 'aligned_weights', type: 'float4[]' },
      { name: 'aligned_l1_shares', type: 'float4[]' },
      { name: 'correlated_neurons', type: 'int4[]' },
      { name: 'correlated_pearson', type: 'float4[]' },
      { name: 'correlated_cosine', type: 'float4[]' },
      { name: 'neighbour_indices', type: 'int4[]' },
      { name: 'neighbour_cosines', type: 'float4[]' },
    ],
    details.map((d) => [
      analysisId,
      d.index,
      d.histogramEdges,
      d.histogramCounts,
      d.tokenIds,
      d.tokenCounts,
      d.tokenSums,
      d.tokenMaxima,
      d.activationSum,
      ...Array.from({ length: 16 }, () => empty),
    ]),
  )
}

export interface LogitRow {
  readonly index: number
  readonly promotedIds: Numbers
  readonly promotedValues: Numbers
  readonly suppressedIds: Numbers
  readonly suppressedValues: Numbers
  readonly edges: Numbers
  readonly counts: Numbers
}

/** Fills in logit effects; the list of features shows the first five promoted tokens. */
export async function updateLogits(
  client: Client,
  analysisId: number,
  rows: readonly LogitRow[],
): Promise<void> {
  await updateRows(
    client,
    { table: 'feature_detail', analysisId },
    [
      { name: 'index', type: 'int4' },
      { name: 'promoted_ids', type: 'int4[]' },
      { name: 'promoted_values', type: 'float4[]' },
      { name: 'suppressed_ids', type: 'int4[]' },
      { name: 'suppressed_values', type: 'float4[]' },
      { name: 'logit_edges', type: 'float4[]' },
      { name: 'logit_counts', type: 'int4[]' },
    ],
    rows.map((r) => [
      r.index,
      r.promotedIds,
      r.promotedValues,
      r.suppressedIds,
      r.suppressedValues,
      r.edges,
      r.counts,
    ]),
  )
  await updateRows(
    client,
    { table: 'feature_stat', analysisId },
    [
      { name: 'index', type: 'int4' },
      { name: 'promoted_tokens', type: 'int4[]' },
    ],
    rows.map((r) => [r.index, Array.from(r.promotedIds).slice(0, 5)]),
  )
}

export interface RelationRow {
  readonly index: number
  readonly aligned: readonly { readonly neuron: number; readonly weight: number; readonly l1Share: number }[]
  readonly correlated: readonly {
    readonly neuron: number
    readonly pearson: number
    readonly cosine: number | null
  }[]
  readonly neighbours: readonly { readonly index: number; readonly cosine: number }[]
}

export async function updateRelations(
  client: Client,
  analysisId: number,
  rows: readonly RelationRow[],
): Promise<void> {
  await updateRows(
    client,
    { table: 'feature_detail', analysisId },
    [
      { name: 'index', type: 'int4' },
      { name: 'aligned_neurons', type: 'int4[]' },
      { name: 'aligned_weights', type: 'float4[]' },
      { name: 'aligned_l1_shares', type: 'float4[]' },
      { name: 'correlated_neurons', type: 'int4[]' },
      { name: 'correlated_pearson', type: 'float4[]' },
      { name: 'correlated_cosine', type: 'float4[]' },
      { name: 'neighbour_indices', type: 'int4[]' },
      { name: 'neighbour_cosines', type: 'float4[]' },
    ],
    rows.map(({ index, aligned, correlated, neighbours }) => [
      index,
      aligned.map((a) => a.neuron),
      aligned.map((a) => a.weight),
      aligned.map((a) => a.l1Share),
      correlated.map((c) => c.neuron),
      correlated.map((c) => c.pearson),
      correlated.map((c) => c.cosine),
      neighbours.map((n) => n.index),
      neighbours.map((n) => n.cosine),
    ]),
  )
}

export interface EffectRow {
  readonly index: number
  /** Mean Δloss at the selected token of the top examples, nats; null when none has one. */
  readonly lossEffect: number | null
  /** The same by interval 0…10. */
  readonly intervalLossEffects: readonly (number | null)[]
  readonly intervalCounts: readonly number[]
}

export async function updateEffects(
  client: Client,
  analysisId: number,
  rows: readonly EffectRow[],
): Promise<void> {
  await updateRows(
    client,
    { table: 'feature_stat', analysisId },
    [
      { name: 'index', type: 'int4' },
      { name: 'loss_effect', type: 'float4' },
    ],
    rows.map((r) => [r.index, r.lossEffect]),
  )
  await updateRows(
    client,
    { table: 'feature_detail', analysisId },
    [
      { name: 'index', type: 'int4' },
      { name: 'interval_counts', type: 'int8[]' },
      { name: 'interval_loss_effects', type: 'float4[]' },
    ],
    rows.map((r) => [r.index, r.intervalCounts, r.intervalLossEffects]),
  )
}

/** Maximum displayed activation of every feature, by index; 0 for a dead one. */
export async function featureMaxima(db: Queryable, analysisId: number, dSae: number): Promise<Float32Array> {
  const { rows } = await db.query<{ index: number; max_activation: number }>(
    'SELECT index, max_activation FROM feature_stat WHERE analysis_id = $1',
    [analysisId],
  )
  const maxima = new Float32Array(dSae)
  for (const row of rows) maxima[row.index] = row.max_activation
  return maxima
}

export interface FeatureSpread {
  /** Firings of every feature, in order of index. */
  readonly counts: readonly number[]
  /** Cosine of encoder and decoder directions; null where one is the zero vector. */
  readonly cosines: readonly (number | null)[]
  /** Features that fire, and those of them tagged single-token. */
  readonly live: number
  readonly singleToken: number
}

/** What the distributions over all features of an analysis are made from. */
export async function featureSpread(db: Queryable, analysisId: number): Promise<FeatureSpread> {
  const { rows } = await db.query<{ count: number; cosine: number | null; single: boolean }>(
    `SELECT count, CASE WHEN encoder_norm > 0 AND decoder_norm > 0 THEN encoder_decoder_cosine END AS cosine,
       tags @> $2::smallint[] AS single
     FROM feature_stat WHERE analysis_id = $1 ORDER BY index`,
    [analysisId, tagNumbers(['single-token'])],
  )
  return {
    counts: rows.map(({ count }) => count),
    cosines: rows.map(({ cosine }) => cosine),
    live: rows.filter(({ count }) => count > 0).length,
    singleToken: rows.filter(({ single }) => single).length,
  }
}
