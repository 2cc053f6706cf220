import type { Client } from '../transaction'
import { packLines } from './pack-lines'
import { TOKEN_LISTS } from './token-lists'

/** Statistics of `feature_stat s` and of its computed label `c`, as rows show them; NULL becomes NaN. */
export const NUMBER_COLUMNS = {
  count: 's.count',
  density: 's.density',
  max: 's.max_activation',
  mean: 's.mean_activation',
  same: 's.single_token_share',
  tokens: 's.distinct_tokens',
  loss: 's.loss_effect',
  bias: 's.encoder_bias',
  encoderNorm: 's.encoder_norm',
  cosine: 's.encoder_decoder_cosine',
  score: 'c.score',
  labelKind: "CASE c.author_kind WHEN 'rules' THEN 1 WHEN 'llm' THEN 2 ELSE 0 END",
  // A bit a tag: tag number n is 2 ** n.
  tags: 'CASE WHEN s.tags IS NOT NULL THEN (SELECT coalesce(bit_or(1 << t), 0) FROM unnest(s.tags) t) END',
} as const
export type NumberColumn = keyof typeof NUMBER_COLUMNS

/** Texts of `feature_stat s` and its computed label `c`; NULL becomes empty. */
export const TEXT_COLUMNS = { label: 'c.text', author: 'c.author' } as const
export type TextColumn = keyof typeof TEXT_COLUMNS

/** Texts of features follow each other with this sign between. */
export const TEXT_SEPARATOR = '\u001f'

/**
 * Makes what an analysis lacks of its columns, token lists and lines, inside the caller's transaction; a second maker
 * waits for the first and finds them made. It reads the whole analysis: for publishing, not for every page.
 * `anew` replaces what there is.
 */
export async function buildColumns(
  client: Client,
  analysisId: number,
  { anew = false }: { anew?: boolean } = {},
): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('analysis_column'), $1)`, [analysisId])
  if (anew) {
    await dropColumns(client, analysisId)
    await client.query('DELETE FROM token_feature WHERE analysis_id = $1', [analysisId])
    await client.query('DELETE FROM list_block WHERE analysis_id = $1', [analysisId])
  }
  const { rows } = await client.query<{ columns: boolean; lists: boolean; lines: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM analysis_column WHERE analysis_id = $1) AS columns,
            EXISTS (SELECT 1 FROM token_feature WHERE analysis_id = $1) AS lists,
            EXISTS (SELECT 1 FROM list_block WHERE analysis_id = $1) AS lines`,
    [analysisId],
  )
  if (!rows[0].columns) await packColumns(client, analysisId)
  if (!rows[0].lists) for (const list of TOKEN_LISTS) await invertList(client, analysisId, list)
  if (!rows[0].lines) await packLines(client, analysisId)
}

/** Forgets the columns of an analysis whose computed labels changed; the next reader makes them anew. */
export async function dropColumns(client: Client, analysisId: number): Promise<void> {
  await client.query('DELETE FROM analysis_column WHERE analysis_id = $1', [analysisId])
}

async function invertList(client: Client, analysisId: number, list: (typeof TOKEN_LISTS)[number]) {
  await client.query(
    `INSERT INTO token_feature (analysis_id, kind, token_id, features)
     SELECT f.analysis_id, $2, t.id, array_agg(DISTINCT f.index)
       FROM ${list.source} f, unnest(f.${list.column}) AS t(id) WHERE f.analysis_id = $1 GROUP BY f.analysis_id, t.id`,
    [analysisId, list.kind],
  )
}

async function packColumns(client: Client, analysisId: number): Promise<void> {
  // By way of text: 0.1 in single precision becomes 0.1, not 0.10000000149.
  const numbers = Object.entries(NUMBER_COLUMNS).map(
    ([name, sql]) =>
      `string_agg(float8send(coalesce((${sql})::text::float8, 'NaN')), ''::bytea ORDER BY s.index) AS "${name}"`,
  )
  const texts = Object.entries(TEXT_COLUMNS).map(
    ([name, sql]) =>
      `convert_to(string_agg(coalesce(replace(${sql}, chr(31), ' '), ''), chr(31) ORDER BY s.index), 'UTF8')
         AS "${name}"`,
  )
  const names = [...Object.keys(NUMBER_COLUMNS), ...Object.keys(TEXT_COLUMNS)]
  await client.query(
    `WITH computed AS (
       SELECT DISTINCT ON (l.index) l.index, l.text, l.author, l.score, l.author_kind
         FROM label l WHERE l.analysis_id = $1 AND l.retired_at IS NULL
        ORDER BY l.index, l.author_kind = 'rules' DESC, l.created_at DESC, l.id DESC
     ), packed AS (
       SELECT ${[...numbers, ...texts].join(', ')}
         FROM feature_stat s LEFT JOIN computed c ON c.index = s.index WHERE s.analysis_id = $1
     )
     INSERT INTO analysis_column (analysis_id, name, bytes)
     SELECT $1, v.name, coalesce(v.bytes, '') FROM packed p,
       LATERAL (VALUES ${names.map((name) => `('${name}', p."${name}")`).join(', ')}) v(name, bytes)`,
    [analysisId],
  )
}
