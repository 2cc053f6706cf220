import type { Estimate } from '@/lib/analysis/loss-effects'
import { tagNumbers } from '@/lib/domain/motif'
import { type ColumnType, type CopyColumn, copyRows } from '../copy'
import { updateRows } from '../partitions'
import type { Client, Queryable } from '../transaction'

type Numbers = ArrayLike<number>

/** Figures of a feature from summarise; null if undefined (a dead feature has no mean). */
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
  /** Share of firings on the first content token of a sequence; null for a feature that never fires. */
  readonly firstTokenShare: number | null
}

/** Columns of feature_stat and feature_detail with their types. Every writer takes its columns from this list. */
const STAT = {
  analysis_id: 'int4',
  index: 'int4',
  count: 'int8',
  density: 'float8',
  max_activation: 'float4',
  mean_activation: 'float4',
  distinct_tokens: 'int4',
  single_token_share: 'float4',
  encoder_bias: 'float4',
  encoder_norm: 'float4',
  decoder_norm: 'float4',
  encoder_decoder_cosine: 'float4',
  top_tokens: 'int4[]',
  promoted_tokens: 'int4[]',
  sparkline: 'int2[]',
  top_sequence: 'int4',
  top_position: 'int4',
  loss_effect: 'float4',
} as const satisfies Record<string, ColumnType>

const DETAIL = {
  analysis_id: 'int4',
  index: 'int4',
  histogram_edges: 'float4[]',
  histogram_counts: 'int4[]',
  token_ids: 'int4[]',
  token_counts: 'int4[]',
  token_sums: 'float8[]',
  token_maxima: 'float4[]',
  activation_sum: 'float8',
  first_token_share: 'float4',
  interval_counts: 'int8[]',
  interval_loss_effects: 'float4[]',
  interval_loss_errors: 'float4[]',
  interval_loss_measured: 'int4[]',
  promoted_ids: 'int4[]',
  promoted_values: 'float4[]',
  suppressed_ids: 'int4[]',
  suppressed_values: 'float4[]',
  logit_edges: 'float4[]',
  logit_counts: 'int4[]',
  aligned_neurons: 'int4[]',
  aligned_weights: 'float4[]',
  aligned_l1_shares: 'float4[]',
  correlated_neurons: 'int4[]',
  correlated_pearson: 'float4[]',
  correlated_cosine: 'float4[]',
  neighbour_indices: 'int4[]',
  neighbour_cosines: 'float4[]',
  loss_error: 'float4',
  loss_measured: 'int4',
} as const satisfies Record<string, ColumnType>

type Columns = Readonly<Record<string, ColumnType>>

function pick<C extends Columns>(columns: C, ...names: (keyof C & string)[]): CopyColumn[] {
  return names.map((name) => ({ name, type: columns[name] }))
}

const namesOf = <C extends Columns>(columns: C) => Object.keys(columns) as (keyof C & string)[]

/** Columns that summarise fills in; later stages fill in the rest of a detail. */
const STAT_FIRST = namesOf(STAT).filter((name) => name !== 'loss_effect')
const DETAIL_LATER = namesOf(DETAIL).slice(namesOf(DETAIL).indexOf('interval_counts'))
const isList = (type: ColumnType) => type.endsWith('[]')

/** Replaces all feature rows of an analysis; later stages fill in the empty columns. */
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
    pick(STAT, ...STAT_FIRST),
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
    pick(DETAIL, ...namesOf(DETAIL)),
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
      d.firstTokenShare,
      ...DETAIL_LATER.map((name) => (isList(DETAIL[name]) ? empty : null)),
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
    pick(
      DETAIL,
      'index',
      'promoted_ids',
      'promoted_values',
      'suppressed_ids',
      'suppressed_values',
      'logit_edges',
      'logit_counts',
    ),
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
    pick(STAT, 'index', 'promoted_tokens'),
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
    pick(
      DETAIL,
      'index',
      'aligned_neurons',
      'aligned_weights',
      'aligned_l1_shares',
      'correlated_neurons',
      'correlated_pearson',
      'correlated_cosine',
      'neighbour_indices',
      'neighbour_cosines',
    ),
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
  /** Estimated mean Δloss over all firings, and over those of each interval 0…10, in nats. */
  readonly whole: Estimate
  readonly intervals: readonly Estimate[]
  readonly intervalCounts: ArrayLike<number>
}

export async function updateEffects(
  client: Client,
  analysisId: number,
  rows: readonly EffectRow[],
): Promise<void> {
  await updateRows(
    client,
    { table: 'feature_stat', analysisId },
    pick(STAT, 'index', 'loss_effect'),
    rows.map(({ index, whole }) => [index, whole.mean]),
  )
  await updateRows(
    client,
    { table: 'feature_detail', analysisId },
    pick(
      DETAIL,
      'index',
      'interval_counts',
      'interval_loss_effects',
      'interval_loss_errors',
      'interval_loss_measured',
      'loss_error',
      'loss_measured',
    ),
    rows.map(({ index, intervalCounts, intervals, whole }) => [
      index,
      intervalCounts,
      intervals.map(({ mean }) => mean),
      intervals.map(({ error }) => error),
      intervals.map(({ measured }) => measured),
      whole.error,
      whole.measured,
    ]),
  )
}

/** Returns the maximum displayed activation of every feature, by index; 0 for a dead feature. */
export async function featureMaxima(db: Queryable, analysisId: number, dSae: number): Promise<Float32Array> {
  const { rows } = await db.query<{ index: number; max_activation: number }>(
    'SELECT index, max_activation FROM feature_stat WHERE analysis_id = $1',
    [analysisId],
  )
  const maxima = new Float32Array(dSae)
  for (const row of rows) maxima[row.index] = row.max_activation
  return maxima
}

/** Returns the number of firings of every feature, [d_sae]. */
export async function featureCounts(db: Queryable, analysisId: number, dSae: number): Promise<Float64Array> {
  const { rows } = await db.query<{ index: number; count: string }>(
    'SELECT index, count FROM feature_stat WHERE analysis_id = $1',
    [analysisId],
  )
  const counts = new Float64Array(dSae)
  for (const row of rows) counts[row.index] = Number(row.count)
  return counts
}

export interface FeatureSpread {
  /** Number of firings of every feature, in order of index. */
  readonly counts: readonly number[]
  /** Cosine of encoder and decoder directions; null where one is the zero vector. */
  readonly cosines: readonly (number | null)[]
  /** Number of features that fire, and of those tagged single-token. */
  readonly live: number
  readonly singleToken: number
}

/** Returns the values that the distributions over all features of an analysis are made from. */
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
