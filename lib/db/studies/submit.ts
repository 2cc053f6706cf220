import type { Draft, ScoreBody, SkipBody } from '@/lib/contract/studies'
import { SemascopeError } from '@/lib/errors'
import { type Client, type Pool, transaction } from '../transaction'
import { lockQueue, requireOpen } from './claim'

export interface StoredScore {
  readonly submission: string
  readonly item: string
  readonly total: number
}

interface Place {
  readonly slot: number
  readonly state: 'open' | 'scored' | 'skipped'
}

/**
 * Stores a person's answers on an item they have taken. What is returned is on disk, once: sending the same
 * submission again returns the same. Throws `not_found` for an item that is not theirs, `conflict` for a closed
 * study, an item already scored, or a submission that was used for other answers.
 */
export async function submitScore(pool: Pool, study: number, body: ScoreBody): Promise<StoredScore> {
  return durably(pool, study, body.annotator, async (client) => {
    const before = await repeated(client, study, body)
    if (before) return before
    const { asksLevels } = await requireOpen(client, study)
    const { slot, state } = await ownPlace(client, study, body)
    if (state !== 'open') throw new SemascopeError('conflict', `item ${body.item} is already ${state}`)
    await checkLevels(client, body, asksLevels)
    const { rows } = await client.query<{ total: number }>(
      `INSERT INTO study_score (submission, study_id, item_id, slot, annotator, asks_levels, interpretation,
         confidence, activation_consistency, logit_consistency, separation, specificity, levels, milliseconds)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING total`,
      [
        ...[body.submission, study, body.item, slot, body.annotator, asksLevels, body.interpretation],
        ...[body.confidence, body.activationConsistency, body.logitConsistency, body.separation],
        ...[body.specificity, body.levels, body.milliseconds],
      ],
    )
    await finish(client, body.item, slot, 'scored', body.milliseconds)
    return { submission: body.submission, item: body.item, total: rows[0].total }
  })
}

/** Leaves an item out for a reason. Repeating it changes nothing. Throws as submitScore. */
export async function skipItem(pool: Pool, study: number, body: SkipBody): Promise<void> {
  await durably(pool, study, body.annotator, async (client) => {
    await requireOpen(client, study)
    const { slot, state } = await ownPlace(client, study, body)
    if (state === 'scored') throw new SemascopeError('conflict', `item ${body.item} is already scored`)
    await finish(client, body.item, slot, 'skipped', body.milliseconds, body)
  })
}

/** Keeps answers so far; an item that is finished meanwhile stays as it is. Throws as submitScore. */
export async function saveDraft(
  pool: Pool,
  study: number,
  body: { annotator: string; item: string; draft: Draft; milliseconds: number },
): Promise<void> {
  await transaction(pool, async (client) => {
    await lockQueue(client, study, body.annotator)
    await requireOpen(client, study)
    const { slot } = await ownPlace(client, study, body)
    await client.query(
      `UPDATE study_assignment SET draft = $3, milliseconds = $4, touched_at = now()
        WHERE item_id = $1 AND slot = $2 AND state = 'open'`,
      [body.item, slot, JSON.stringify(body.draft), body.milliseconds],
    )
  })
}

/**
 * Takes a person's answers on an item back, or their skipping it: it is open again with those answers. Repeating it
 * changes nothing. Throws as submitScore.
 */
export async function undoItem(
  pool: Pool,
  study: number,
  body: { annotator: string; item: string },
): Promise<void> {
  await durably(pool, study, body.annotator, async (client) => {
    await requireOpen(client, study)
    const { slot, state } = await ownPlace(client, study, body)
    if (state === 'open') return
    const { rows } = await client.query<{ draft: Draft }>(
      `UPDATE study_score SET retired_at = clock_timestamp()
        WHERE item_id = $1 AND slot = $2 AND retired_at IS NULL
        RETURNING jsonb_build_object('interpretation', interpretation, 'confidence', confidence,
          'activationConsistency', activation_consistency, 'logitConsistency', logit_consistency,
          'separation', separation, 'specificity', specificity,
          'levels', coalesce(to_jsonb(levels), to_jsonb(array_fill(NULL::smallint, ARRAY[11])))) AS draft`,
      [body.item, slot],
    )
    await client.query(
      `UPDATE study_assignment SET state = 'open', draft = coalesce($3, draft), skip_reason = NULL,
              skip_note = NULL, touched_at = clock_timestamp()
        WHERE item_id = $1 AND slot = $2`,
      [body.item, slot, rows[0] ? JSON.stringify(rows[0].draft) : null],
    )
  })
}

/** A transaction on a person's queue that is on disk when it returns, whatever the server's default. */
async function durably<T>(
  pool: Pool,
  study: number,
  annotator: string,
  action: (client: Client) => Promise<T>,
): Promise<T> {
  return transaction(pool, async (client) => {
    await client.query('SET LOCAL synchronous_commit = on')
    await lockQueue(client, study, annotator)
    return action(client)
  })
}

/** What the submission stored before; undefined when it is new. Throws `conflict` when it is somebody else's. */
async function repeated(client: Client, study: number, body: ScoreBody): Promise<StoredScore | undefined> {
  const { rows } = await client.query<{ same: boolean; total: number }>(
    `SELECT total, study_id = $2 AND item_id = $3 AND annotator = $4 AND interpretation = $5 AND confidence = $6
            AND activation_consistency = $7 AND logit_consistency = $8 AND specificity = $9
            AND separation IS NOT DISTINCT FROM $10 AND levels IS NOT DISTINCT FROM $11 AS same
       FROM study_score WHERE submission = $1`,
    [
      ...[body.submission, study, body.item, body.annotator, body.interpretation, body.confidence],
      ...[body.activationConsistency, body.logitConsistency, body.specificity, body.separation, body.levels],
    ],
  )
  if (!rows[0]) return undefined
  if (!rows[0].same)
    throw new SemascopeError('conflict', `submission ${body.submission} was used for other answers`)
  return { submission: body.submission, item: body.item, total: rows[0].total }
}

async function ownPlace(
  client: Client,
  study: number,
  { item, annotator }: { item: string; annotator: string },
): Promise<Place> {
  const { rows } = await client.query<Place>(
    `SELECT slot, state FROM study_assignment WHERE study_id = $1 AND item_id = $2 AND annotator = $3 FOR UPDATE`,
    [study, item, annotator],
  )
  if (!rows[0]) throw new SemascopeError('not_found', `${annotator} has not been given item ${item}`)
  return rows[0]
}

/** Exactly the levels that have examples are scored. */
async function checkLevels(client: Client, body: ScoreBody, asksLevels: boolean): Promise<void> {
  if (asksLevels !== (body.levels !== null))
    throw new SemascopeError(
      'invalid_input',
      `body "levels": this study ${asksLevels ? 'asks for' : 'does not ask for'} activation levels`,
    )
  if (body.levels === null) return
  const { rows } = await client.query<{ filled: boolean[] }>(
    `SELECT array_agg(jsonb_array_length(g->'examples') > 0 ORDER BY (g->>'level')::int) AS filled
       FROM study_item i, jsonb_array_elements(i.evidence->'groups') g
      WHERE i.id = $1 AND (g->>'level')::int >= 0`,
    [body.item],
  )
  const wrong = body.levels.findIndex((value, at) => (value !== null) !== rows[0].filled[at])
  if (wrong >= 0)
    throw new SemascopeError(
      'invalid_input',
      `body "levels.${wrong}": ${body.levels[wrong] === null ? 'must be answered' : 'has no examples, so it must be null'}`,
    )
}

async function finish(
  client: Client,
  item: string,
  slot: number,
  state: 'scored' | 'skipped',
  milliseconds: number,
  skip?: { reason: string; note: string },
): Promise<void> {
  await client.query(
    `UPDATE study_assignment SET state = $3, milliseconds = $4, touched_at = clock_timestamp(),
            skip_reason = $5, skip_note = $6
      WHERE item_id = $1 AND slot = $2`,
    [item, slot, state, milliseconds, skip?.reason ?? null, skip?.note || null],
  )
}
