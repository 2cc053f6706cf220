import type { FeatureList } from '@/lib/contract/lists'
import { wholeList } from '@/lib/contract/scalars'
import {
  addEntries,
  addEntry,
  createList,
  editEntry,
  removeEntry,
  removeList,
  renameList,
} from '@/lib/db/marks/lists'
import { readList, readListRows, readLists } from '@/lib/db/queries/lists'
import { csvLine } from '@/lib/view/csv'
import { download } from '../_lib/download'
import { api } from '../_lib/implement'
import { dictionaryWith, featuresWith } from '../_lib/marks'

const os = api.lists
const COLUMNS = ['place', 'dictionary', 'feature', 'label', 'note', 'added_at'] as const
const TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const

export const lists = {
  list: os.list.handler(async ({ context: { db } }) => wholeList(await readLists(db))),

  create: os.create.handler(async ({ context: { db }, input: { body } }) => {
    const features = await featuresWith(db, body.features)
    const { slug, change } = await createList(db, { ...body, features })
    return { change, list: await readList(db, slug) }
  }),

  get: os.get.handler(({ context: { db }, input: { params } }) => readList(db, params.list)),

  rows: os.rows.handler(async ({ context: { db }, input: { params } }) =>
    wholeList(await readListRows(db, params.list)),
  ),

  rename: os.rename.handler(async ({ context: { db }, input: { params, body } }) => {
    const change = await renameList(db, params.list, body)
    return { change, list: await readList(db, params.list) }
  }),

  remove: os.remove.handler(async ({ context: { db }, input: { params, body } }) => ({
    change: await removeList(db, params.list, body.person),
  })),

  export: os.export.handler(async ({ context: { db }, input: { params, query } }) => {
    const list = await readList(db, params.list)
    return download({
      name: `${list.slug}.${query.format}`,
      type: TYPES[query.format],
      body: query.format === 'json' ? `${JSON.stringify(list, null, 2)}\n` : csvOf(list),
    })
  }),

  /** Adds a feature to the end of a list. */
  addEntry: os.addEntry.handler(async ({ context: { db }, input: { params, body } }) => {
    const { dictionary, feature, note, person } = body
    const dictionaryId = await dictionaryWith(db, dictionary, feature)
    const change = await addEntry(db, params.list, { dictionaryId, index: feature, note, person })
    return { change, list: await readList(db, params.list) }
  }),

  /** Adds features to the end of a list, without those that it has. */
  addEntries: os.addEntries.handler(async ({ context: { db }, input: { params, body } }) => {
    const features = await featuresWith(db, body.features)
    const changes = await addEntries(db, params.list, { features, person: body.person })
    return { changes, list: await readList(db, params.list) }
  }),

  /** Changes the note of an entry, or moves it. */
  editEntry: os.editEntry.handler(async ({ context: { db }, input: { params, body } }) => {
    const change = await editEntry(db, params.list, params.entry, body)
    return { change, list: await readList(db, params.list) }
  }),

  removeEntry: os.removeEntry.handler(async ({ context: { db }, input: { params, body } }) => {
    const change = await removeEntry(db, params.list, params.entry, body.person)
    return { change, list: await readList(db, params.list) }
  }),
}

function csvOf({ items }: FeatureList): string {
  const lines = items.map((entry, at) =>
    csvLine([at + 1, entry.dictionary, entry.feature, entry.label, entry.note, entry.addedAt]),
  )
  return [csvLine(COLUMNS), ...lines].join('')
}
