/** Lists of features. Every write locks its list first, so that one list has one writer at a time. */
import { randomBytes } from 'node:crypto'
import { LIST_LONGEST, slugWords } from '@/lib/contract/lists'
import { SemascopeError } from '@/lib/errors'
import { type Client, type Pool, transaction } from '../transaction'
import { recordChange, requireAuthor } from './changes'
import { endRank, rankAt } from './ranks'

interface ListRow {
  readonly id: number
  readonly name: string
  readonly owner: string
}

/** Makes an empty list; its address has the words of its name and is not used by another. */
export async function createList(
  pool: Pool,
  { name, person }: { name: string; person: string },
): Promise<{ slug: string; change: number }> {
  const slug = `${slugWords(name)}-${randomBytes(4).toString('hex')}`
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      'INSERT INTO feature_list (slug, name, owner) VALUES ($1, $2, $3) RETURNING id',
      [slug, name, person],
    )
    return { slug, change: await recordChange(client, { person, kind: 'list', stands: rows[0].id }) }
  })
}

/** Gives a list another name; its address stays. Throws `not_found` and `forbidden`; so do the others. */
export async function renameList(
  pool: Pool,
  slug: string,
  { name, person }: { name: string; person: string },
): Promise<number | null> {
  return onList(pool, slug, person, async (client, list) => {
    if (list.name === name) return null
    await client.query('UPDATE feature_list SET name = $2 WHERE id = $1', [list.id, name])
    const edited = { stands: list.id, ended: list.id, before: list.name, after: name }
    return recordChange(client, { person, kind: 'list-name', ...edited })
  })
}

/** Retires a list with all its entries. */
export async function removeList(pool: Pool, slug: string, person: string): Promise<number> {
  return onList(pool, slug, person, async (client, list) => {
    await client.query('UPDATE feature_list SET retired_at = clock_timestamp() WHERE id = $1', [list.id])
    return recordChange(client, { person, kind: 'list', ended: list.id })
  })
}

/** Puts a feature at the end. Null when the list has it already. Throws `conflict` for a full list. */
export async function addEntry(
  pool: Pool,
  slug: string,
  entry: { dictionaryId: number; index: number; note: string; person: string },
): Promise<number | null> {
  return onList(pool, slug, entry.person, async (client, list) => {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO list_entry (list_id, owner, dictionary_id, "index", note, rank) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (list_id, dictionary_id, "index") WHERE retired_at IS NULL DO NOTHING RETURNING id`,
      [list.id, list.owner, entry.dictionaryId, entry.index, entry.note, await endRank(client, list.id)],
    )
    if (!rows[0]) return null
    await requireRoom(client, list.id)
    return recordChange(client, { person: entry.person, kind: 'entry', stands: rows[0].id })
  })
}

/** Throws `conflict` when a list has more entries than a list may have. */
export async function requireRoom(client: Client, listId: number): Promise<void> {
  const { rows } = await client.query<{ entries: number }>(
    'SELECT count(*)::int AS entries FROM list_entry WHERE list_id = $1 AND retired_at IS NULL',
    [listId],
  )
  if (rows[0].entries > LIST_LONGEST)
    throw new SemascopeError('conflict', `a list has at most ${LIST_LONGEST} features, and this one is full`)
}

/** Changes an entry's note, or moves it to a place among the others. Null when it is so already. */
export async function editEntry(
  pool: Pool,
  slug: string,
  entryId: number,
  edit: { person: string; note?: string | undefined; place?: number | undefined },
): Promise<number | null> {
  return onList(pool, slug, edit.person, async (client, list) => {
    const entry = await standingEntry(client, list.id, slug, entryId)
    const column = edit.note === undefined ? 'rank' : 'note'
    const before = entry[column]
    const after = edit.note ?? (await rankAt(client, list.id, entryId, edit.place ?? 0))
    if (after === null || before === after) return null
    await client.query(`UPDATE list_entry SET ${column} = $2 WHERE id = $1`, [entryId, after])
    const kind = column === 'note' ? 'entry-note' : 'entry-place'
    return recordChange(client, { person: edit.person, kind, stands: entryId, ended: entryId, before, after })
  })
}

/** Takes a feature out. Null when it is out already. */
export async function removeEntry(
  pool: Pool,
  slug: string,
  entryId: number,
  person: string,
): Promise<number | null> {
  return onList(pool, slug, person, async (client, list) => {
    const { rows } = await client.query<{ retired: boolean }>(
      'SELECT retired_at IS NOT NULL AS retired FROM list_entry WHERE id = $1 AND list_id = $2',
      [entryId, list.id],
    )
    if (!rows[0]) throw new SemascopeError('not_found', `list ${slug} has no entry ${entryId}`)
    if (rows[0].retired) return null
    await client.query('UPDATE list_entry SET retired_at = clock_timestamp() WHERE id = $1', [entryId])
    return recordChange(client, { person, kind: 'entry', ended: entryId })
  })
}

async function standingEntry(client: Client, listId: number, slug: string, entryId: number) {
  const { rows } = await client.query<{ note: string; rank: string }>(
    'SELECT note, rank::text FROM list_entry WHERE id = $1 AND list_id = $2 AND retired_at IS NULL',
    [entryId, listId],
  )
  if (!rows[0]) throw new SemascopeError('not_found', `list ${slug} has no entry ${entryId}`)
  return rows[0]
}

async function onList<T>(
  pool: Pool,
  slug: string,
  person: string,
  write: (client: Client, list: ListRow) => Promise<T>,
): Promise<T> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<ListRow>(
      'SELECT id, name, owner FROM feature_list WHERE slug = $1 AND retired_at IS NULL FOR UPDATE',
      [slug],
    )
    const list = rows[0]
    if (!list) throw new SemascopeError('not_found', `there is no list "${slug}"`)
    requireAuthor(`list "${list.name}"`, list.owner, person)
    const result = await write(client, list)
    if (result !== null)
      await client.query('UPDATE feature_list SET updated_at = clock_timestamp() WHERE id = $1', [list.id])
    return result
  })
}
