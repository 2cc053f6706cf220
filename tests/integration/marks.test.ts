import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import type { Change } from '@/lib/contract/changes'
import type { FeatureList } from '@/lib/contract/lists'
import type { Marks } from '@/lib/contract/marks'
import { getPublished } from '@/lib/db/published'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { featureRows } from '@/lib/db/queries/feature-rows'
import { provideDatabase, withDatabase } from '../support/database'
import { marksApi as api } from '../support/marks'

const test = withDatabase()
provideDatabase(test)
const DICTIONARY = 'synthetic.a'

beforeAll(async () => {
  for (const slug of ['a', 'b'])
    await fillSynthetic(test.current, { features: 40, examples: 4, slug, preview: false })
})

const at = (feature: number) => ({ dictionary: DICTIONARY, feature })
const on = (feature: number, person = 'Ada') => ({ dictionary: DICTIONARY, feature, person })
const read = async (feature: number) =>
  (await api.read<Marks>(`?dictionary=${DICTIONARY}&feature=${feature}`)).body
/** Stars that lists show of a feature. */
const starsOf = async (feature: number) => {
  const published = await getPublished(test.current, DICTIONARY)
  return (await featureRows(test.current.pool, published, [feature]))[0].stars ?? 0
}
const history = async (person: string) =>
  (await api.changes<{ items: Change[] }>(`?person=${person}`)).body.items

async function undo(change: number | null, person = 'Ada'): Promise<number> {
  const answer = await api.undo<{ change: number }>(change, { person })
  expect(answer.text).not.toContain('error')
  return answer.body.change
}

describe('a star', () => {
  it('is stored once per person, can be removed and added again, and returns its changes', async () => {
    const first = await api.star({ ...on(1), starred: true })
    expect((await api.star({ ...on(1), starred: true })).body.change).toBeNull()
    await api.star({ ...on(1, 'Bob'), starred: true })
    expect((await read(1)).stars).toEqual(['Ada', 'Bob'])
    expect(await starsOf(1)).toBe(2)

    const back = await undo(first.body.change)
    expect((await read(1)).stars).toEqual(['Bob'])
    expect(await starsOf(1)).toBe(1)
    expect(await undo(first.body.change)).toBe(back)
    const again = await undo(back)
    expect((await read(1)).stars).toEqual(['Ada', 'Bob'])

    await api.star({ ...on(1), starred: false })
    const late = await api.undo(again, { person: 'Ada' })
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('changed again since')])
  })

  it('cannot be restored next to a newer one', async () => {
    await api.star({ ...on(2), starred: true })
    const taken = await api.star({ ...on(2), starred: false })
    await api.star({ ...on(2), starred: true })
    const answer = await api.undo(taken.body.change, { person: 'Ada' })
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('is there again')])
    expect((await read(2)).stars).toEqual(['Ada'])
  })

  it('is refused on a feature that does not exist', async () => {
    expect((await api.star({ ...on(40), starred: true })).status).toBe(404)
    expect((await api.star({ ...on(0), dictionary: 'none', starred: true })).status).toBe(404)
    expect((await api.star({ ...on(0), person: ' ', starred: true })).status).toBe(422)
  })
})

describe('comments', () => {
  it('are kept as they were written, also hostile text, newest first', async () => {
    const hostile = '<img src=x onerror=alert(1)> **no** \u202Eevil\u202C\n\tline two'
    expect((await api.comment({ ...on(3), text: `  ${hostile}\r\n` })).status).toBe(201)
    await api.comment({ ...on(3, 'Bob'), text: 'I agree' })
    const { comments, commentCount } = await read(3)
    expect(comments.map(({ person, text }) => [person, text])).toEqual([
      ['Bob', 'I agree'],
      ['Ada', hostile],
    ])
    expect(commentCount).toBe(2)
  })

  it('are stored once when sent twice at once', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => api.comment({ ...on(4), text: 'once' })))
    expect(sent.filter(({ body }) => body.change !== null)).toHaveLength(1)
    expect((await read(4)).commentCount).toBe(1)
  })

  it('are removed only by their author, and can be restored', async () => {
    await api.comment({ ...on(5), text: 'mine' })
    const [{ id }] = (await read(5)).comments
    expect((await api.removeComment(id, { person: 'Bob' })).status).toBe(403)
    const removed = await api.removeComment(id, { person: 'Ada' })
    expect((await read(5)).commentCount).toBe(0)
    expect((await api.undo(removed.body.change, { person: 'Bob' })).status).toBe(403)
    await undo(removed.body.change)
    expect((await read(5)).comments.map(({ text }) => text)).toEqual(['mine'])
    expect((await api.removeComment(999_999, { person: 'Ada' })).status).toBe(404)
  })

  it('refuse what is not a text', async () => {
    for (const text of ['', ' \n ', 'a\u0000b', '\ud800', 'x'.repeat(4001)])
      expect((await api.comment({ ...on(5), text })).status, JSON.stringify(text)).toBe(422)
  })
})

describe('tags by people', () => {
  it('are normalised, counted by feature, and kept apart by person', async () => {
    await api.tag({ ...on(6), tag: '  #Opening   Quotes ' })
    await api.tag({ ...on(6, 'Bob'), tag: 'opening quotes' })
    await api.tag({ ...on(7), tag: 'opening quotes' })
    expect((await api.tag({ ...on(6), tag: 'OPENING quotes' })).body.change).toBeNull()
    const { tags } = await read(6)
    expect(tags.map(({ tag, by }) => [tag, by.map(({ person }) => person)])).toEqual([
      ['opening quotes', ['Ada', 'Bob']],
    ])
    const all = await api.tags<{ items: unknown[] }>(`?dictionary=${DICTIONARY}`)
    expect(all.body.items).toEqual([{ tag: 'opening quotes', features: 2 }])

    const [{ by }] = tags
    expect((await api.removeTag(by[1].id, { person: 'Ada' })).status).toBe(403)
    const removed = await api.removeTag(by[0].id, { person: 'Ada' })
    expect((await read(6)).tags[0].by.map(({ person }) => person)).toEqual(['Bob'])
    await undo(removed.body.change)
    expect((await read(6)).tags[0].by).toHaveLength(2)
  })

  it('refuse commas and empty tags', async () => {
    for (const tag of ['a,b', ' # ', 'x'.repeat(41)])
      expect((await api.tag({ ...on(6), tag })).status, tag).toBe(422)
  })
})

describe('labels and scores', () => {
  it('are undone to the state before', async () => {
    const shown = async () => {
      const { rows } = await test.current.pool.query<{ label: string }>(
        `SELECT label FROM feature_stat f JOIN dictionary d ON d.current_analysis_id = f.analysis_id
          WHERE d.slug = $1 AND f."index" = 8`,
        [DICTIONARY],
      )
      return rows[0].label
    }
    const label = (text: string) => api.label({ dictionary: DICTIONARY, feature: 8, text, author: 'Ada' })
    await label('first')
    const second = await label('second')
    expect(await shown()).toBe('second')
    const back = await undo(second.body.change)
    expect(await shown()).toBe('first')
    await undo(back)
    expect(await shown()).toBe('second')
    const labels = await api.labels<{ items: { id: number; author: string }[] }>(
      `?dictionary=${DICTIONARY}&feature=8`,
    )
    const [{ id }] = labels.body.items
    expect((await api.removeLabel(id, { person: 'Bob' })).status).toBe(403)

    const rubric = { interpretation: '', activationConsistency: 5, separation: null, logitConsistency: 1 }
    const score = (confidence: number) =>
      api.score({
        ...{ dictionary: DICTIONARY, feature: 8, annotator: 'Ada', specificity: 2 },
        ...{ ...rubric, confidence },
      })
    const standing = async () =>
      (
        await api.scores<{ items: { confidence: number }[] }>(`?dictionary=${DICTIONARY}&feature=8`)
      ).body.items.map(({ confidence }) => confidence)
    const one = await score(1)
    const two = await score(2)
    await undo(two.body.change)
    expect(await standing()).toEqual([1])
    await undo(one.body.change)
    expect(await standing()).toEqual([])
  })
})

describe('a list', () => {
  const make = async (name: string) =>
    (await api.makeList<{ change: number; list: FeatureList }>({ person: 'Ada', name })).body
  const features = async (slug: string) =>
    (await api.list<FeatureList>(slug)).body.items.map(({ dictionary, feature }) => [dictionary, feature])
  const add = (slug: string, feature: number, more = {}) =>
    api.addEntry<{ change: number | null; list: FeatureList }>(slug, { ...on(feature), ...more })

  it('keeps features of any dictionary in order, with notes, moves and names', async () => {
    const { list } = await make('Quotes & Räume')
    expect(list.slug).toMatch(/^quotes-raume-[0-9a-f]{8}$/)
    for (const feature of [10, 11, 12]) await add(list.slug, feature)
    await add(list.slug, 10, { dictionary: 'synthetic.b', note: 'the same elsewhere' })
    expect((await add(list.slug, 10)).body.change).toBeNull()
    const all = [
      [DICTIONARY, 10],
      [DICTIONARY, 11],
      [DICTIONARY, 12],
      ['synthetic.b', 10],
    ]
    expect(await features(list.slug)).toEqual(all)

    const { items } = (await api.list<FeatureList>(list.slug)).body
    expect(items[3].note).toBe('the same elsewhere')
    const moved = await api.editEntry(list.slug, items[3].id, { person: 'Ada', place: 1 })
    expect(await features(list.slug)).toEqual([all[0], all[3], all[1], all[2]])
    expect((await api.editEntry(list.slug, items[3].id, { person: 'Ada', place: 1 })).body.change).toBeNull()
    await undo(moved.body.change)
    expect(await features(list.slug)).toEqual(all)

    const noted = await api.editEntry(list.slug, items[0].id, { person: 'Ada', note: 'look' })
    const renamed = await api.renameList(list.slug, { person: 'Ada', name: 'Quotes' })
    await undo(noted.body.change)
    await undo(renamed.body.change)
    const now = (await api.list<FeatureList>(list.slug)).body
    expect([now.name, now.items[0].note]).toEqual(['Quotes & Räume', ''])
  })

  it('restores a removed feature at its place, also between features that moved meanwhile', async () => {
    const { list } = await make('Order')
    for (const feature of [0, 1, 2, 3]) await add(list.slug, feature)
    const { items } = (await api.list<FeatureList>(list.slug)).body
    const out = await api.removeEntry(list.slug, items[1].id, { person: 'Ada' })
    // 3 goes to where 1 was, and takes its very rank
    await api.editEntry(list.slug, items[3].id, { person: 'Ada', place: 1 })
    await undo(out.body.change)
    expect((await features(list.slug)).map(([, feature]) => feature)).toEqual([0, 1, 3, 2])
  })

  it('allows many moves to one place', async () => {
    const { list } = await make('Many')
    for (const feature of [0, 1, 2]) await add(list.slug, feature)
    const { items } = (await api.list<FeatureList>(list.slug)).body
    for (let turn = 0; turn < 150; turn++)
      await api.editEntry(list.slug, items[1 + (turn % 2)].id, { person: 'Ada', place: 1 })
    expect((await features(list.slug)).map(([, feature]) => feature)).toEqual([0, 2, 1])
  })

  it('is edited only by its owner', async () => {
    const { list, change } = await make('Mine')
    const { body } = await add(list.slug, 1)
    const id = body.list.items[0].id
    const bob = { person: 'Bob' }
    const tried = [
      api.renameList(list.slug, { ...bob, name: 'Yours' }),
      api.removeList(list.slug, bob),
      api.addEntry(list.slug, on(2, 'Bob')),
      api.editEntry(list.slug, id, { ...bob, note: 'x' }),
      api.removeEntry(list.slug, id, bob),
      api.undo(change, bob),
    ]
    expect((await Promise.all(tried)).map(({ status }) => status)).toEqual(Array(6).fill(403))
    expect((await api.list<FeatureList>(list.slug)).body.items).toHaveLength(1)
  })

  it('is made once by a key, however often it is asked for, with its first features', async () => {
    const body = { person: 'Ada', name: 'Once', key: '00c0ffee', features: [at(2), at(1), at(2)] }
    const made = await api.makeList<{ change: number | null; list: FeatureList }>(body)
    const again = await api.makeList<{ change: number | null; list: FeatureList }>(body)
    expect([made.status, again.status]).toEqual([201, 201])
    expect(again.body.list.slug).toBe('once-00c0ffee')
    expect(again.body.change).toBeNull()
    expect(again.body.list.items.map(({ feature }) => feature)).toEqual([2, 1])
    expect((await api.makeList({ ...body, person: 'Bob' })).status).toBe(409)
    expect((await api.makeList({ ...body, key: 'not one' })).status).toBe(422)
  })

  it('gets several features at once, which are undone and done again together', async () => {
    const { list } = await make('Several')
    await add(list.slug, 1)
    interface Added {
      changes: number[]
      list: FeatureList
    }
    const sent = { person: 'Ada', features: [at(3), at(1), at(0)] }
    const { body } = await api.addEntries<Added>(list.slug, sent)
    expect(body.changes).toHaveLength(2)
    expect(body.list.items.map(({ feature }) => feature)).toEqual([1, 3, 0])
    expect((await api.addEntries<Added>(list.slug, sent)).body.changes).toEqual([])
    expect((await api.addEntries(list.slug, { ...sent, person: 'Bob' })).status).toBe(403)

    expect((await api.undoMany({ person: 'Bob', changes: body.changes })).status).toBe(403)
    const undone = await api.undoMany<{ changes: number[] }>({ person: 'Ada', changes: body.changes })
    expect((await features(list.slug)).map(([, feature]) => feature)).toEqual([1])
    await api.undoMany({ person: 'Ada', changes: undone.body.changes })
    expect((await features(list.slug)).map(([, feature]) => feature)).toEqual([1, 3, 0])

    const rows = await api.rows<{ items: { entry: number; density: number }[] }>(list.slug)
    const { items } = (await api.list<FeatureList>(list.slug)).body
    expect(rows.body.items.map(({ entry }) => entry).sort()).toEqual(items.map(({ id }) => id).sort())
  })

  it('is removed and restored as a whole, and its edits cannot be undone meanwhile', async () => {
    const { list } = await make('Gone')
    const added = await add(list.slug, 1)
    const removed = await api.removeList(list.slug, { person: 'Ada' })
    expect((await api.list(list.slug)).status).toBe(404)
    expect((await api.lists<{ items: FeatureList[] }>()).body.items.map(({ name }) => name)).not.toContain(
      'Gone',
    )
    expect((await api.undo(added.body.change, { person: 'Ada' })).status).toBe(409)
    expect((await read(1)).lists.map(({ name }) => name)).not.toContain('Gone')
    await undo(removed.body.change)
    expect(await features(list.slug)).toEqual([[DICTIONARY, 1]])
    expect((await read(1)).lists.map(({ name }) => name)).toContain('Gone')
  })

  it('is exported as JSON and CSV, with harmless formulas', async () => {
    const { list } = await make('Out')
    await add(list.slug, 3, { note: '=1+1,"x"' })
    const csv = await api.exportList(list.slug, '?format=csv')
    const [head, line] = csv.text.split('\r\n')
    expect(head).toBe('place,dictionary,feature,label,note,added_at')
    expect(line).toContain(`"'=1+1,""x"""`)
    const json = await api.exportList<FeatureList>(list.slug, '?format=json')
    expect(json.body.items.map(({ feature, note }) => [feature, note])).toEqual([[3, '=1+1,"x"']])
  })
})

describe('changes', () => {
  it('say what a person did and what can still be undone', async () => {
    const person = 'Cy'
    await api.star({ ...on(20, person), starred: true })
    const gone = await api.tag({ ...on(20, person), tag: 'x' })
    await undo(gone.body.change, person)
    await api.comment({ ...on(21, person), text: 'hm' })
    const items = await history(person)
    expect(items.map(({ kind, action, undone, canUndo }) => [kind, action, undone, canUndo])).toEqual([
      ['comment', 'added', false, true],
      ['tag', 'removed', false, true],
      ['tag', 'added', true, false],
      ['star', 'added', false, true],
    ])
    expect(items[0]).toMatchObject({ text: 'hm', dictionary: DICTIONARY, feature: 21 })
    const page = await api.changes<{ items: Change[]; nextCursor: number }>(`?person=${person}&limit=3`)
    const rest = await api.changes<{ items: Change[] }>(
      `?person=${person}&limit=3&cursor=${page.body.nextCursor}`,
    )
    expect([...page.body.items, ...rest.body.items]).toEqual(items)
    // what is said to be possible is possible, and nothing else
    for (const { id, canUndo } of [...items].reverse().filter(({ undone }) => !undone))
      expect((await api.undo(id, { person })).status, String(id)).toBe(canUndo ? 200 : 409)
  })
})

describe('the database itself', () => {
  const refused = async (sql: string, values: unknown[] = []) =>
    test.current.pool.query(sql, values).then(
      () => 'accepted',
      (error: { code?: string }) => error.code,
    )

  it('refuses marks out of range, on no feature, and of others', async () => {
    const { id } = await getDictionary(test.current, DICTIONARY)
    const star = `INSERT INTO star (dictionary_id, "index", person) VALUES ($1, $2, $3)`
    expect(await refused(star, [id, 40, 'Ada'])).toBe('23503')
    expect(await refused(star, [id, 1, '  '])).toBe('23514')
    const comment = `INSERT INTO comment (dictionary_id, "index", person, text) VALUES ($1, 1, 'Ada', $2)`
    expect(await refused(comment, [id, ' \n'])).toBe('23514')
    expect(await refused(comment, [id, 'x'.repeat(4001)])).toBe('23514')
    const tag = `INSERT INTO person_tag (dictionary_id, "index", person, tag) VALUES ($1, 1, 'Ada', $2)`
    for (const text of ['Quotes', 'a,b', ' a', 'a  b', ''])
      expect(await refused(tag, [id, text]), text).toBe('23514')
    const list = `INSERT INTO feature_list (slug, name, owner) VALUES ($1, $2, $3)`
    expect(await refused(list, ['Bad Slug', 'x', 'Ada'])).toBe('23514')
    expect(await refused(list, ['fine', '', 'Ada'])).toBe('23514')
    await test.current.pool.query(list, ['fine', 'x', 'Ada'])
    const entry = `INSERT INTO list_entry (list_id, owner, dictionary_id, "index", rank)
      SELECT id, $1, $2, 1, $3::numeric FROM feature_list WHERE slug = 'fine'`
    expect(await refused(entry, ['Bob', id, '1'])).toBe('23503')
    expect(await refused(entry, ['Ada', id, 'NaN'])).toBe('23514')
    expect(await refused(entry, ['Ada', id, '1'])).toBe('accepted')
    expect(await refused(entry, ['Ada', id, '2'])).toBe('23505')
  })

  it("refuses changes of others' rows, and taking others' changes back", async () => {
    const made = await api.star({ ...on(30), starred: true })
    const change = `INSERT INTO change (person, kind, stands, ended, undoes)
      SELECT $1, $2, ended, stands, $3 FROM change WHERE id = $4`
    const id = made.body.change
    expect(await refused(change, ['Bob', 'star', null, id])).toBe('23514')
    expect(await refused(change, ['Bob', 'star', id, id])).toBe('23514')
    expect(await refused(change, ['Ada', 'nonsense', id, id])).toBe('23514')
    expect(await refused(change, ['Ada', 'comment', id, id])).toBe('23514')
    expect(await refused(`INSERT INTO change (person, kind) VALUES ('Ada', 'star')`)).toBe('23514')
    expect(await refused(change, ['Ada', 'star', id, id])).toBe('accepted')
    expect(await refused(change, ['Ada', 'star', id, id])).toBe('23505')
  })
})
