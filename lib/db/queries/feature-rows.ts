import type { FeatureRow } from '@/lib/api/schemas'
import { type TokenText, tokenText } from '@/lib/api/token-view'
import { tagNames } from '@/lib/domain/motif'
import { derive, featureColumns } from '../columns/load'
import { database } from '../database'
import { prepared } from '../prepared'
import type { BrowseSource } from './browse'
import { rowExamples } from './row-examples'
import type { Vocabulary } from './vocabulary'

/** Tokens of context a list shows on each side of the strongest example. */
const BEFORE = 20
const AFTER = 14
/** Tokens a list shows of those it fires on, and of those it raises. */
const TOKENS = 3

/** Rows kept with the columns of an analysis, about 3 kB each; those asked for longest ago go. */
const KEPT = 2048
/** Features remembered as asked for once. Rows are kept from the second time on: most come once, and would only be collected late. */
const SEEN = 16_384

/**
 * Columns of a feature in a list, from `feature_stat p` left-joined with the `sequence s` of its strongest
 * example. Positions are from 0 and arrays from 1, so the example's token is element top_position + 1.
 */
const FEATURE_ROW_COLUMNS = `
  p.index, p.count, p.density, p.max_activation, p.mean_activation, p.distinct_tokens, p.single_token_share,
  p.loss_effect, p.encoder_bias, p.encoder_norm, p.encoder_decoder_cosine,
  p.top_tokens[1:${TOKENS}] AS top_tokens, p.promoted_tokens[1:${TOKENS}] AS promoted_tokens,
  p.sparkline, p.tags, p.label, p.label_author, p.label_score, p.top_position,
  s.token_ids[greatest(1, p.top_position + 1 - ${BEFORE}):p.top_position] AS before_ids,
  s.token_ids[p.top_position + 1] AS example_id,
  s.token_ids[p.top_position + 2:p.top_position + 1 + ${AFTER}] AS after_ids`

interface RawFeatureRow {
  index: number
  count: number
  density: number
  max_activation: number
  mean_activation: number | null
  distinct_tokens: number
  single_token_share: number | null
  loss_effect: number | null
  encoder_bias: number | null
  encoder_norm: number
  encoder_decoder_cosine: number
  top_tokens: number[]
  promoted_tokens: number[]
  sparkline: number[]
  tags: number[] | null
  label: string | null
  label_author: string | null
  label_score: number | null
  top_position: number | null
  before_ids: number[] | null
  example_id: number | null
  after_ids: number[] | null
}

/**
 * Features by number, in the order given; with so many of their strongest examples. A row stays in memory as long as
 * the columns it belongs to, that is until somebody changes a label, a score or the analysis.
 */
export async function featureRows(
  source: BrowseSource,
  indices: readonly number[],
  words: Vocabulary,
  examples = 0,
): Promise<FeatureRow[]> {
  const columns = await featureColumns(source)
  const kept = derive(columns, `rows ${examples}`, () => new Map<number, FeatureRow>())
  const found = new Map<number, FeatureRow>()
  for (const index of indices) {
    const row = kept.get(index)
    if (row) found.set(index, row)
  }
  const missing = [...new Set(indices)].filter((index) => !found.has(index))
  const { study } = columns.numbers
  for (const row of await readRows(source, missing, words, study)) found.set(row.index, row)
  if (examples > 0 && missing.length > 0) {
    const strongest = await rowExamples(source, missing, examples, words)
    for (const index of missing) {
      const row = found.get(index)
      if (row) found.set(index, { ...row, examples: strongest.get(index) ?? [] })
    }
  }
  const seen = derive(columns, `rows seen ${examples}`, () => new Set<number>())
  for (const [index, row] of found) {
    if (kept.delete(index) || seen.has(index)) kept.set(index, row)
    else seen.add(index)
  }
  if (seen.size > SEEN) seen.clear()
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break
    kept.delete(oldest)
  }
  return indices.flatMap((index) => found.get(index) ?? [])
}

/** Rows from the database, each looked up by its key. */
async function readRows(
  source: BrowseSource,
  indices: readonly number[],
  words: Vocabulary,
  study: Float64Array,
): Promise<FeatureRow[]> {
  if (indices.length === 0) return []
  const { pool } = await database()
  const { rows } = await pool.query<RawFeatureRow>(
    prepared(
      `SELECT ${FEATURE_ROW_COLUMNS}
       FROM unnest($3::integer[]) AS u(index)
       JOIN feature_stat p ON p.analysis_id = $1 AND p.index = u.index
       LEFT JOIN sequence s ON s.corpus_id = $2 AND s.index = p.top_sequence`,
      [source.analysis.id, source.analysis.corpusId, indices],
    ),
  )
  return rows.map((row) => toFeatureRow(row, words, study[row.index]))
}

/** A row as the API answers it: token ids as text, context decoded together across token borders. */
function toFeatureRow(raw: RawFeatureRow, words: Vocabulary, study: number): FeatureRow {
  const before = joined(raw.before_ids, words)
  const after = joined(raw.after_ids, words)
  return {
    index: raw.index,
    label: raw.label,
    labelAuthor: raw.label_author,
    labelScore: raw.label_score,
    studyScore: Number.isNaN(study) ? null : study,
    count: raw.count,
    density: raw.density,
    maxActivation: raw.max_activation,
    meanActivation: raw.mean_activation,
    distinctTokens: raw.distinct_tokens,
    tags: raw.tags && tagNames(raw.tags),
    singleTokenShare: raw.single_token_share,
    lossEffect: raw.loss_effect,
    encoderBias: raw.encoder_bias,
    encoderNorm: raw.encoder_norm,
    encoderDecoderCosine: raw.encoder_decoder_cosine,
    topTokens: words.texts(raw.top_tokens),
    promotedTokens: words.texts(raw.promoted_tokens),
    sparkline: raw.sparkline,
    example:
      raw.example_id === null
        ? null
        : {
            before: before.text,
            ...(before.hex ? { beforeHex: before.hex } : {}),
            token: words.text(raw.example_id),
            after: after.text,
            ...(after.hex ? { afterHex: after.hex } : {}),
          },
  }
}

/** Text on one side of the example's token; with its bytes where a character is cut off at an end. */
function joined(ids: readonly number[] | null, words: Vocabulary): TokenText {
  let text = ''
  for (const id of ids ?? []) {
    if (words.isSpecial(id)) continue
    const token = words.text(id)
    // a character split between tokens is one of all their bytes
    if (token.hex !== undefined) return decodedTogether(ids ?? [], words)
    text += token.text
  }
  return { text }
}

function decodedTogether(ids: readonly number[], words: Vocabulary): TokenText {
  return tokenText(Buffer.concat(ids.filter((id) => !words.isSpecial(id)).map((id) => words.bytes(id))))
}
