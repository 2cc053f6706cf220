/**
 * Ranks order the entries of a list. They are decimal numbers as text: the middle of two is exact, so a moved entry
 * changes no other. Standing entries of a list never share one. Its list is locked.
 */
import type { Client } from '../transaction'

/** After the last entry. */
export async function endRank(client: Client, listId: number): Promise<string> {
  const { rows } = await client.query<{ rank: string }>(
    `SELECT (coalesce(max(rank), 0) + 1)::text AS rank FROM list_entry WHERE list_id = $1 AND retired_at IS NULL`,
    [listId],
  )
  return rows[0].rank
}

/** The rank of a place among the other entries, from 0; null when the entry is there already. */
export async function rankAt(
  client: Client,
  listId: number,
  entryId: number,
  place: number,
): Promise<string | null> {
  const { rows } = await client.query<{ id: number; rank: string }>(
    'SELECT id, rank::text FROM list_entry WHERE list_id = $1 AND retired_at IS NULL ORDER BY list_entry.rank, id',
    [listId],
  )
  const others = rows.filter(({ id }) => id !== entryId)
  const at = Math.min(place, others.length)
  if (rows[at]?.id === entryId) return null
  return between(client, others[at - 1]?.rank, others[at]?.rank)
}

/** The rank itself when no standing entry has it, else one just before that entry. */
export async function freeRank(client: Client, listId: number, rank: string): Promise<string> {
  const { rows } = await client.query<{ before: string | null; taken: boolean }>(
    `SELECT max(rank) FILTER (WHERE rank < $2::numeric)::text AS before,
            coalesce(bool_or(rank = $2::numeric), false) AS taken
       FROM list_entry WHERE list_id = $1 AND retired_at IS NULL`,
    [listId, rank],
  )
  return rows[0].taken ? between(client, rows[0].before ?? undefined, rank) : rank
}

async function between(client: Client, low: string | undefined, high: string | undefined): Promise<string> {
  const { rows } = await client.query<{ rank: string }>(
    `SELECT trim_scale(CASE WHEN $1::numeric IS NULL THEN coalesce($2::numeric, 2) - 1
                            WHEN $2::numeric IS NULL THEN $1::numeric + 1
                            ELSE ($1::numeric + $2::numeric) * 0.5 END)::text AS rank`,
    [low ?? null, high ?? null],
  )
  return rows[0].rank
}
