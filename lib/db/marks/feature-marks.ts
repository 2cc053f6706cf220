/** Stars, comments and tags: each write is one transaction with its change, and repeating it changes nothing. */
import { SemascopeError } from '@/lib/errors'
import { lockFeature, refreshShown } from '../shown-columns'
import { onClient } from '../statement-runner'
import { type Client, type Pool, transaction } from '../transaction'
import { recordChange, requireAuthor } from './changes'

export interface OnFeature {
  readonly dictionaryId: number
  readonly index: number
  readonly person: string
}

/** Stars a feature or takes the star away. Returns the change, null when it was so already. */
export async function setStar(pool: Pool, mark: OnFeature & { starred: boolean }): Promise<number | null> {
  const { dictionaryId, index, person, starred } = mark
  return transaction(pool, async (client) => {
    const analysisId = await lockFeature(onClient(client), { dictionaryId, index })
    const id = starred
      ? await idOf(
          client,
          `INSERT INTO star (dictionary_id, "index", person) VALUES ($1, $2, $3)
           ON CONFLICT (dictionary_id, "index", person) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
          [dictionaryId, index, person],
        )
      : await idOf(
          client,
          `UPDATE star SET retired_at = clock_timestamp()
            WHERE dictionary_id = $1 AND "index" = $2 AND person = $3 AND retired_at IS NULL RETURNING id`,
          [dictionaryId, index, person],
        )
    if (id === null) return null
    await refreshShown(onClient(client), { dictionaryId, analysisId, index })
    return recordChange(client, { person, kind: 'star', ...(starred ? { stands: id } : { ended: id }) })
  })
}

/** Adds a tag, normalised. Returns the change, null when the person has it there already. */
export async function addTag(pool: Pool, mark: OnFeature & { tag: string }): Promise<number | null> {
  const { dictionaryId, index, person, tag } = mark
  return transaction(pool, async (client) => {
    const analysisId = await lockFeature(onClient(client), { dictionaryId, index })
    const id = await idOf(
      client,
      `INSERT INTO person_tag (dictionary_id, "index", person, tag) VALUES ($1, $2, $3, $4)
       ON CONFLICT (dictionary_id, "index", tag, person) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
      [dictionaryId, index, person, tag],
    )
    if (id === null) return null
    await refreshShown(onClient(client), { dictionaryId, analysisId, index })
    return recordChange(client, { person, kind: 'tag', stands: id })
  })
}

/** Adds a comment. Sending the newest one of the person there again changes nothing: null. */
export async function addComment(pool: Pool, mark: OnFeature & { text: string }): Promise<number | null> {
  const { dictionaryId, index, person, text } = mark
  return transaction(pool, async (client) => {
    // one writer of a feature's comments at a time, so that the same one sent twice at once is kept once
    await client.query('SELECT 1 FROM feature WHERE dictionary_id = $1 AND "index" = $2 FOR NO KEY UPDATE', [
      dictionaryId,
      index,
    ])
    const id = await idOf(
      client,
      `INSERT INTO comment (dictionary_id, "index", person, text)
       SELECT $1, $2, $3, $4 WHERE $4 IS DISTINCT FROM (
         SELECT text FROM comment WHERE dictionary_id = $1 AND "index" = $2 AND person = $3 AND retired_at IS NULL
          ORDER BY id DESC LIMIT 1)
       RETURNING id`,
      [dictionaryId, index, person, text],
    )
    return id === null ? null : recordChange(client, { person, kind: 'comment', stands: id })
  })
}

const TABLES = { comment: 'comment', tag: 'person_tag' } as const

/**
 * Retires a person's own comment or tag. Returns the change, null when it is retired already, and the feature it was
 * on. Throws `not_found`, and `forbidden` when it is somebody else's.
 */
export async function removeMark(
  pool: Pool,
  kind: keyof typeof TABLES,
  id: number,
  person: string,
): Promise<{ change: number | null; dictionaryId: number; index: number }> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ author: string; dictionaryId: number; index: number }>(
      `SELECT person AS author, dictionary_id AS "dictionaryId", "index" FROM ${TABLES[kind]} WHERE id = $1`,
      [id],
    )
    const found = rows[0]
    if (!found) throw new SemascopeError('not_found', `there is no ${kind} ${id}`)
    requireAuthor(`${kind} ${id}`, found.author, person)
    const { dictionaryId, index } = found
    const analysisId = kind === 'tag' ? await lockFeature(onClient(client), { dictionaryId, index }) : null
    const ended = await idOf(
      client,
      `UPDATE ${TABLES[kind]} SET retired_at = clock_timestamp() WHERE id = $1 AND retired_at IS NULL RETURNING id`,
      [id],
    )
    const change = ended === null ? null : await recordChange(client, { person, kind, ended })
    await refreshShown(onClient(client), { dictionaryId, analysisId, index })
    return { change, dictionaryId, index }
  })
}

async function idOf(client: Client, sql: string, values: readonly unknown[]): Promise<number | null> {
  const { rows } = await client.query<{ id: number }>(sql, [...values])
  return rows[0]?.id ?? null
}
