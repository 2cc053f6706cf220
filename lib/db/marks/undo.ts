import type { ChangeKind } from '@/lib/contract/changes'
import { SemascopeError } from '@/lib/errors'
import { lockFeature, type OfFeature, refreshShown } from '../shown-columns'
import { onClient } from '../statement-runner'
import { type Client, type Pool, transaction } from '../transaction'
import { recordChange } from './changes'
import { requireRoom } from './lists'
import { freeRank } from './ranks'

interface ChangeRow {
  readonly id: number
  readonly person: string
  readonly kind: ChangeKind
  readonly stands: number | null
  readonly ended: number | null
  readonly before: string | null
  readonly after: string | null
}

/** Where the rows of a kind are, and what tells their list or feature. */
const TABLES = {
  star: 'star',
  comment: 'comment',
  tag: 'person_tag',
  label: 'label',
  score: 'annotation',
  list: 'feature_list',
  'list-name': 'feature_list',
  entry: 'list_entry',
  'entry-note': 'list_entry',
  'entry-place': 'list_entry',
} as const satisfies Record<ChangeKind, string>

const COLUMNS = { 'list-name': 'name', 'entry-note': 'note', 'entry-place': 'rank' } as const

const UNIQUE_VIOLATION = '23505'

/**
 * Takes a change back, which is a change too; returns its number, the same one when repeated. Throws `not_found`,
 * `forbidden` for somebody else's change, and `conflict` when what it left no longer stands.
 */
export async function undoChange(pool: Pool, id: number, person: string): Promise<number> {
  try {
    return await transaction(pool, (client) => undo(client, id, person))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION)
      throw new SemascopeError('conflict', `change ${id} cannot be taken back: the same stands there again`, {
        cause: error,
      })
    throw error
  }
}

async function undo(client: Client, id: number, person: string): Promise<number> {
  const { rows } = await client.query<ChangeRow>('SELECT * FROM change WHERE id = $1 FOR UPDATE', [id])
  const change = rows[0]
  if (!change) throw new SemascopeError('not_found', `there is no change ${id}`)
  if (change.person !== person)
    throw new SemascopeError('forbidden', `change ${id} is ${change.person}'s, not ${person}'s`)
  const done = await client.query<{ id: number }>('SELECT id FROM change WHERE undoes = $1', [id])
  if (done.rows[0]) return done.rows[0].id
  const after = await reverse(client, change)
  return recordChange(client, {
    ...{ person, kind: change.kind, undoes: id, stands: change.ended, ended: change.stands },
    ...{ before: change.after, after },
  })
}

/** Puts back what stood before; of an edit, returns what the row says now. */
async function reverse(client: Client, change: ChangeRow): Promise<string | null> {
  const { kind } = change
  switch (kind) {
    case 'star':
    case 'tag':
    case 'label':
    case 'score':
      await onFeature(client, change)
      return null
    case 'comment':
      await swap(client, change)
      return null
    case 'list':
    case 'entry':
      await onList(client, change)
      return null
    case 'list-name':
    case 'entry-note':
    case 'entry-place':
      return editBack(client, change, COLUMNS[kind])
    default:
      return kind satisfies never
  }
}

/** Lists of features show these. */
async function onFeature(client: Client, change: ChangeRow): Promise<void> {
  const { rows } = await client.query<OfFeature>(
    `SELECT dictionary_id AS "dictionaryId", "index" FROM ${TABLES[change.kind]} WHERE id = $1`,
    [change.stands ?? change.ended],
  )
  const analysisId = await lockFeature(onClient(client), rows[0])
  await swap(client, change)
  await refreshShown(onClient(client), { ...rows[0], analysisId })
}

/** Retires what came to stand, then lets what was retired stand again. */
async function swap(client: Client, { id, kind, stands, ended }: ChangeRow): Promise<void> {
  const table = TABLES[kind]
  if (stands !== null) {
    const { rowCount } = await client.query(
      `UPDATE ${table} SET retired_at = clock_timestamp() WHERE id = $1 AND retired_at IS NULL`,
      [stands],
    )
    if (rowCount === 0) throw gone(id)
  }
  if (ended !== null) {
    const { rowCount } = await client.query(
      `UPDATE ${table} SET retired_at = NULL WHERE id = $1 AND retired_at IS NOT NULL`,
      [ended],
    )
    if (rowCount === 0) throw gone(id)
  }
}

async function onList(client: Client, change: ChangeRow): Promise<void> {
  const row = change.stands ?? change.ended
  if (change.kind === 'list') {
    await client.query('SELECT 1 FROM feature_list WHERE id = $1 FOR UPDATE', [row])
    return swap(client, change)
  }
  const listId = await lockList(client, change)
  if (change.ended !== null) {
    const { rows } = await client.query<{ rank: string }>('SELECT rank::text FROM list_entry WHERE id = $1', [
      change.ended,
    ])
    await client.query('UPDATE list_entry SET rank = $2 WHERE id = $1', [
      change.ended,
      await freeRank(client, listId, rows[0].rank),
    ])
  }
  await swap(client, change)
  if (change.ended !== null) await requireRoom(client, listId)
}

async function editBack(
  client: Client,
  change: ChangeRow,
  column: (typeof COLUMNS)[keyof typeof COLUMNS],
): Promise<string> {
  const listId = await lockList(client, change)
  const wanted = change.before ?? ''
  const value = column === 'rank' ? await freeRank(client, listId, wanted) : wanted
  const cast = column === 'rank' ? '::numeric' : ''
  const { rows } = await client.query<{ now: string }>(
    `UPDATE ${TABLES[change.kind]} SET ${column} = $2${cast}
      WHERE id = $1 AND retired_at IS NULL AND ${column} = $3${cast} RETURNING ${column}::text AS now`,
    [change.stands, value, change.after],
  )
  if (!rows[0]) throw gone(change.id)
  return rows[0].now
}

/** Locks the list that a change is about; throws `conflict` when it was removed. */
async function lockList(client: Client, change: ChangeRow): Promise<number> {
  const row = change.stands ?? change.ended
  const own = change.kind === 'list-name' ? '$1' : '(SELECT list_id FROM list_entry WHERE id = $1)'
  const { rows } = await client.query<{ id: number }>(
    `UPDATE feature_list SET updated_at = clock_timestamp() WHERE id = ${own} AND retired_at IS NULL RETURNING id`,
    [row],
  )
  if (!rows[0])
    throw new SemascopeError('conflict', `change ${change.id} cannot be taken back: its list was removed`)
  return rows[0].id
}

const gone = (id: number) =>
  new SemascopeError('conflict', `change ${id} cannot be taken back: it was changed again since`)
