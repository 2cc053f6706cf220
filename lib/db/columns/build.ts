import type { Client } from '../transaction'
import { TOKEN_LISTS } from './token-lists'

/** Statistics of `feature_stat s` and of its computed label `c`; NULL becomes NaN. */
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

/** Texts of features follow each other with this sign between. */
export const TEXT_SEPARATOR = '\u001f'

/**
 * Makes what an analysis lacks of its columns and token lists, inside the caller's transaction; a second maker
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
  }
  const { rows } = await client.query<{ columns: boolean; lists: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM analysis_column WHERE analysis_id = $1) AS columns,
            EXISTS (SELECT 1 FROM token_feature WHERE analysis_id = $1) AS lists`,
    [analysisId],
  )
  if (!rows[0].columns) await packColumns(client, analysisId)
  if (!rows[0].lists) for (const list of TOKEN_LISTS) await invertList(client, analysisId, list)
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
  const names = Object.keys(NUMBER_COLUMNS)
  const packed = Object.entries(NUMBER_COLUMNS).map(
    ([name, sql]) =>
      `string_agg(float8send(coalesce((${sql})::float8, 'NaN')), ''::bytea ORDER BY s.index) AS "${name}"`,
  )
  await client.query(
    `WITH computed AS (
       SELECT DISTINCT ON (l.index) l.index, l.text, l.score, l.author_kind
         FROM label l WHERE l.analysis_id = $1 AND l.retired_at IS NULL
        ORDER BY l.index, l.author_kind = 'rules' DESC, l.created_at DESC, l.id DESC
     ), packed AS (
       SELECT ${packed.join(', ')},
              convert_to(string_agg(coalesce(replace(c.text, chr(31), ' '), ''), chr(31) ORDER BY s.index), 'UTF8')
                AS label
         FROM feature_stat s LEFT JOIN computed c ON c.index = s.index WHERE s.analysis_id = $1
     )
     INSERT INTO analysis_column (analysis_id, name, bytes)
     SELECT $1, v.name, coalesce(v.bytes, '') FROM packed p,
       LATERAL (VALUES ${[...names, 'label'].map((name) => `('${name}', p."${name}")`).join(', ')}) v(name, bytes)`,
    [analysisId],
  )
}
