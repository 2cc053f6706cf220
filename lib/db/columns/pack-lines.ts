/** Makes the lines of lists when an analysis is published. */
import type { FeatureRow } from '@/lib/contract/schemas'
import { SemascopeError } from '@/lib/errors'
import { type TokenText, tokenText } from '@/lib/view/token-view'
import { type Vocabulary, vocabulary } from '../queries/vocabulary'
import type { Client } from '../transaction'
import { FEATURES_A_BLOCK, LINE_END } from './lines'

/** Tokens of context on each side of the strongest example. */
const BEFORE = 20
const AFTER = 14
/** Tokens of those a feature fires on, and of those it raises. */
const TOKENS = 3
/** Features read at a time: whole blocks. */
const BATCH = 32 * FEATURES_A_BLOCK

/** What lines hold of a row. */
export type LinePart = Pick<FeatureRow, 'topTokens' | 'promotedTokens' | 'sparkline' | 'example'>

interface Row {
  index: number
  top_tokens: number[]
  promoted_tokens: number[]
  sparkline: number[]
  before: number[] | null
  token: number | null
  after: number[] | null
}

/** Writes the blocks of an analysis that has none, inside the caller's transaction. */
export async function packLines(client: Client, analysisId: number): Promise<void> {
  const { size, tokenizerHash } = await dictionaryOf(client, analysisId)
  const words = await vocabulary(client, tokenizerHash)
  for (let from = 0; from < size; from += BATCH) {
    const rows = await readBatch(client, analysisId, from)
    const lines = rows.map((row, at) => {
      if (row.index !== from + at)
        throw new SemascopeError('internal', `analysis ${analysisId} has no feature ${from + at}`)
      return JSON.stringify(linePart(row, words)) + LINE_END
    })
    const blocks = Array.from({ length: Math.ceil(lines.length / FEATURES_A_BLOCK) }, (_, block) =>
      Buffer.from(lines.slice(block * FEATURES_A_BLOCK, (block + 1) * FEATURES_A_BLOCK).join('')),
    )
    await client.query(
      `INSERT INTO list_block (analysis_id, block, lines)
       SELECT $1, $2 + u.place - 1, u.lines FROM unnest($3::bytea[]) WITH ORDINALITY AS u(lines, place)`,
      [analysisId, from / FEATURES_A_BLOCK, blocks],
    )
  }
}

async function dictionaryOf(client: Client, analysisId: number) {
  const { rows } = await client.query<{ size: number; tokenizerHash: string }>(
    `SELECT d.d_sae AS size, m.tokenizer_hash AS "tokenizerHash"
       FROM analysis a JOIN dictionary d ON d.id = a.dictionary_id JOIN model m ON m.id = d.model_id
      WHERE a.id = $1`,
    [analysisId],
  )
  return rows[0]
}

/** Positions are from 0 and arrays from 1, so the example's token is element top_position + 1. */
async function readBatch(client: Client, analysisId: number, from: number): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    `SELECT f.index, f.top_tokens[1:${TOKENS}] AS top_tokens, f.promoted_tokens[1:${TOKENS}] AS promoted_tokens,
            f.sparkline, s.token_ids[greatest(1, f.top_position + 1 - ${BEFORE}):f.top_position] AS before,
            s.token_ids[f.top_position + 1] AS token,
            s.token_ids[f.top_position + 2:f.top_position + 1 + ${AFTER}] AS after
       FROM feature_stat f JOIN analysis a ON a.id = f.analysis_id
       LEFT JOIN sequence s ON s.corpus_id = a.corpus_id AND s.index = f.top_sequence
      WHERE f.analysis_id = $1 AND f.index >= $2 AND f.index < $3 ORDER BY f.index`,
    [analysisId, from, from + BATCH],
  )
  return rows
}

/** Token ids as text, context decoded together across token borders. */
function linePart(row: Row, words: Vocabulary): LinePart {
  return {
    topTokens: words.texts(row.top_tokens),
    promotedTokens: words.texts(row.promoted_tokens),
    sparkline: row.sparkline,
    example: row.token === null ? null : exampleOf(row.before ?? [], row.token, row.after ?? [], words),
  }
}

function exampleOf(
  before: readonly number[],
  token: number,
  after: readonly number[],
  words: Vocabulary,
): LinePart['example'] {
  const left = joined(before, words)
  const right = joined(after, words)
  return {
    before: left.text,
    ...(left.hex ? { beforeHex: left.hex } : {}),
    token: words.text(token),
    after: right.text,
    ...(right.hex ? { afterHex: right.hex } : {}),
  }
}

/** Text on one side of the example's token; with its bytes where a character is cut off at an end. */
function joined(ids: readonly number[], words: Vocabulary): TokenText {
  return tokenText(Buffer.concat(ids.filter((id) => !words.isSpecial(id)).map((id) => words.bytes(id))))
}
