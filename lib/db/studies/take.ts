/** Taking a place on an item. Who takes one passes over those that others are taking, which only SQL can say. */
import { randomUUID } from 'node:crypto'
import { SemascopeError } from '@/lib/errors'
import { Prisma } from '../generated/client'
import type { Transaction } from '../transaction'

/** After this long without a sign of life an item that was taken but has no answers goes to somebody else. */
const ABANDONED = Prisma.sql`interval '12 hours'`
const ATTEMPTS = 5

/** Takes a random place nobody has. Returns its item, null when there is none. Throws `busy`. */
export async function takeItem(tx: Transaction, study: number, annotator: string): Promise<string | null> {
  return (await takeFree(tx, study, annotator)) ?? (await takeAny(tx, study, annotator))
}

const TAKEN = Prisma.sql`
  state = 'open', claimed_at = now(), touched_at = now(), draft = NULL, milliseconds = NULL`

const SIDES = [Prisma.sql`>=`, Prisma.sql`<`]

/**
 * Takes the first free place from a random item on, round the end. Items are random numbers, so this is as good as
 * shuffling them, and costs as little with ten thousand places as with ten. Passes over places that others are taking.
 */
async function takeFree(tx: Transaction, study: number, annotator: string): Promise<string | null> {
  const slots = await tx.$queryRaw<{ slot: number }[]>`
    SELECT slot FROM study t, generate_series(1, t.annotators) slot
     WHERE t.id = ${study} AND EXISTS (
       SELECT FROM study_assignment a WHERE a.study_id = ${study} AND a.slot = slot.slot AND a.state = 'free')
     ORDER BY slot`
  const from = randomUUID()
  for (const { slot } of slots)
    for (const side of SIDES) {
      const [taken] = await tx.$queryRaw<{ item: string }[]>`
        UPDATE study_assignment SET annotator = ${annotator}, ${TAKEN}
         WHERE (item_id, slot) = (
           SELECT a.item_id, a.slot FROM study_assignment a
            WHERE a.study_id = ${study} AND a.slot = ${slot} AND a.state = 'free' AND a.item_id ${side} ${from}::uuid
              AND NOT EXISTS (SELECT FROM study_assignment b WHERE b.item_id = a.item_id AND b.annotator = ${annotator})
            ORDER BY a.item_id LIMIT 1 FOR UPDATE OF a SKIP LOCKED)
         RETURNING item_id AS item`
      if (taken) return taken.item
    }
  return null
}

/** Takes a place that nobody has or that was abandoned, at last waiting for those who are just taking one. */
async function takeAny(tx: Transaction, study: number, annotator: string): Promise<string | null> {
  const free = Prisma.sql`
      FROM study_assignment a
     WHERE a.study_id = ${study}
       AND (a.state = 'free' OR (a.state = 'open' AND a.draft IS NULL AND a.touched_at < now() - ${ABANDONED}
            AND NOT EXISTS (SELECT FROM study_score s WHERE s.item_id = a.item_id AND s.slot = a.slot)))
       AND NOT EXISTS (SELECT FROM study_assignment b WHERE b.item_id = a.item_id AND b.annotator = ${annotator})`
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // places that others are just taking are passed over, and waited for when there is nothing else
    const skip = attempt < ATTEMPTS - 1 ? Prisma.sql`SKIP LOCKED` : Prisma.empty
    const [taken] = await tx.$queryRaw<{ item: string }[]>`
      UPDATE study_assignment SET annotator = ${annotator}, ${TAKEN}
       WHERE (item_id, slot) = (
         SELECT a.item_id, a.slot ${free} ORDER BY a.slot, random() LIMIT 1 FOR UPDATE OF a ${skip})
       RETURNING item_id AS item`
    if (taken) return taken.item
    const left = await tx.$queryRaw<unknown[]>`SELECT 1 ${free} LIMIT 1`
    if (left.length === 0) return null
  }
  throw new SemascopeError('busy', `too many people take items of study ${study} at once`)
}
