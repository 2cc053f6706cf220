import { randomUUID } from 'node:crypto'
import { BlindEvidenceSchema, type Draft, DraftSchema, type QueueAnswer } from '@/lib/contract/studies'
import { SemascopeError } from '@/lib/errors'
import { type Client, type Pool, transaction } from '../transaction'
import { progressOf } from './progress'

/** After this long without a sign of life an item that was taken but has no answers goes to somebody else. */
const ABANDONED = "interval '12 hours'"
const ATTEMPTS = 5

/**
 * The item a person works on: the one they took or reopened last, else a random free one, which is theirs from
 * then on. Items with the fewest takers come first. Throws `not_found` and `conflict` (closed).
 */
export async function claimNext(pool: Pool, study: number, annotator: string): Promise<QueueAnswer> {
  return transaction(pool, async (client) => {
    await lockQueue(client, study, annotator)
    await requireOpen(client, study)
    const held = (await currentItem(client, study, annotator)) ?? (await take(client, study, annotator))
    return queueAnswer(client, study, annotator, held)
  })
}

/** What a queue says without taking anything new. */
export async function queueAnswer(
  client: Client,
  study: number,
  annotator: string,
  item: string | null,
): Promise<QueueAnswer> {
  const progress = await progressOf(client, study, annotator)
  const { rows } = await client.query<{ item_id: string }>(
    `SELECT item_id FROM study_assignment
      WHERE study_id = $1 AND annotator = $2 AND state IN ('scored', 'skipped')
      ORDER BY touched_at DESC LIMIT 1`,
    [study, annotator],
  )
  return {
    progress,
    previous: rows[0]?.item_id ?? null,
    item: item === null ? null : await readItem(client, item, annotator),
  }
}

/** One writer of a person's queue at a time, so that two tabs take one item. Held until the transaction ends. */
export async function lockQueue(client: Client, study: number, annotator: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [study, annotator])
}

/** Throws `not_found` without such a study, `conflict` when it is closed; keeps it from closing meanwhile. */
export async function requireOpen(client: Client, study: number): Promise<{ asksLevels: boolean }> {
  const { rows } = await client.query<{ status: string; asks_levels: boolean }>(
    'SELECT status, asks_levels FROM study WHERE id = $1 FOR SHARE',
    [study],
  )
  if (!rows[0]) throw new SemascopeError('not_found', `there is no study ${study}`)
  if (rows[0].status !== 'open') throw new SemascopeError('conflict', `study ${study} is closed`)
  return { asksLevels: rows[0].asks_levels }
}

async function currentItem(client: Client, study: number, annotator: string): Promise<string | null> {
  const { rows } = await client.query<{ item_id: string }>(
    `SELECT item_id FROM study_assignment WHERE study_id = $1 AND annotator = $2 AND state = 'open'
      ORDER BY touched_at DESC LIMIT 1`,
    [study, annotator],
  )
  return rows[0]?.item_id ?? null
}

const FREE = `
  FROM study_assignment a
 WHERE a.study_id = $1
   AND (a.state = 'free' OR (a.state = 'open' AND a.draft IS NULL AND a.touched_at < now() - ${ABANDONED}
        AND NOT EXISTS (SELECT FROM study_score s WHERE s.item_id = a.item_id AND s.slot = a.slot)))
   AND NOT EXISTS (SELECT FROM study_assignment b WHERE b.item_id = a.item_id AND b.annotator = $2)`

/** Takes a random place nobody has; null when there is none. */
async function take(client: Client, study: number, annotator: string): Promise<string | null> {
  return (await takeFree(client, study, annotator)) ?? (await takeAny(client, study, annotator))
}

/**
 * Takes the first free place from a random item on, round the end. Items are random numbers, so this is as good as
 * shuffling them, and costs as little with ten thousand places as with ten. Passes over places that others are taking.
 */
async function takeFree(client: Client, study: number, annotator: string): Promise<string | null> {
  const { rows: slots } = await client.query<{ slot: number }>(
    `SELECT slot FROM study t, generate_series(1, t.annotators) slot
      WHERE t.id = $1 AND EXISTS (
        SELECT FROM study_assignment a WHERE a.study_id = $1 AND a.slot = slot.slot AND a.state = 'free')
      ORDER BY slot`,
    [study],
  )
  const from = randomUUID()
  for (const { slot } of slots)
    for (const side of ['>=', '<']) {
      const { rows } = await client.query<{ item_id: string }>(
        `UPDATE study_assignment SET annotator = $2, state = 'open', claimed_at = now(), touched_at = now(),
                draft = NULL, milliseconds = NULL
          WHERE (item_id, slot) = (
            SELECT a.item_id, a.slot FROM study_assignment a
             WHERE a.study_id = $1 AND a.slot = $3 AND a.state = 'free' AND a.item_id ${side} $4
               AND NOT EXISTS (SELECT FROM study_assignment b WHERE b.item_id = a.item_id AND b.annotator = $2)
             ORDER BY a.item_id LIMIT 1 FOR UPDATE OF a SKIP LOCKED)
          RETURNING item_id`,
        [study, annotator, slot, from],
      )
      if (rows[0]) return rows[0].item_id
    }
  return null
}

/** Takes a place that nobody has or that was abandoned, at last waiting for those who are just taking one. */
async function takeAny(client: Client, study: number, annotator: string): Promise<string | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // places that others are just taking are passed over, and waited for when there is nothing else
    const skip = attempt < ATTEMPTS - 1 ? 'SKIP LOCKED' : ''
    const { rows } = await client.query<{ item_id: string }>(
      `UPDATE study_assignment SET annotator = $2, state = 'open', claimed_at = now(), touched_at = now(),
              draft = NULL, milliseconds = NULL
        WHERE (item_id, slot) = (SELECT a.item_id, a.slot ${FREE}
                                  ORDER BY a.slot, random() LIMIT 1 FOR UPDATE OF a ${skip})
        RETURNING item_id`,
      [study, annotator],
    )
    if (rows[0]) return rows[0].item_id
    const left = await client.query(`SELECT 1 ${FREE} LIMIT 1`, [study, annotator])
    if (left.rowCount === 0) return null
  }
  throw new SemascopeError('busy', `too many people take items of study ${study} at once`)
}

async function readItem(client: Client, item: string, annotator: string): Promise<QueueAnswer['item']> {
  const { rows } = await client.query<{ evidence: unknown; draft: unknown; milliseconds: number | null }>(
    `SELECT i.evidence, a.draft, a.milliseconds FROM study_assignment a JOIN study_item i ON i.id = a.item_id
      WHERE a.item_id = $1 AND a.annotator = $2`,
    [item, annotator],
  )
  const draft: Draft | null = rows[0].draft === null ? null : DraftSchema.parse(rows[0].draft)
  return {
    id: item,
    evidence: BlindEvidenceSchema.parse(rows[0].evidence),
    draft,
    milliseconds: rows[0].milliseconds ?? 0,
  }
}
