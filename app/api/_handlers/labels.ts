import { wholeList } from '@/lib/contract/scalars'
import { addLabel, retireLabel } from '@/lib/db/labels'
import { readLabels } from '@/lib/db/queries/meaning'
import { api } from '../_lib/implement'
import { dictionaryWith } from '../_lib/marks'

const os = api.labels

export const labels = {
  /** Labels of a feature, newest first, with what people called it before. */
  list: os.list.handler(async ({ context: { db }, input: { query } }) =>
    wholeList(await readLabels(db, await dictionaryWith(db, query.dictionary, query.feature), query.feature)),
  ),

  /** Adds a person's label, or edits it: the newest of an author stands, earlier ones are history. */
  add: os.add.handler(async ({ context: { db }, input: { body } }) => {
    const { dictionary, feature, text, author } = body
    const dictionaryId = await dictionaryWith(db, dictionary, feature)
    const { change } = await addLabel(db, { dictionaryId, index: feature, text, author })
    return { ...wholeList(await readLabels(db, dictionaryId, feature)), change }
  }),

  /** Retires a person's own label; it stays in the history. */
  retire: os.retire.handler(async ({ context: { db }, input: { params, body } }) => {
    const { change, dictionaryId, index } = await retireLabel(db, params.label, body.person)
    return { ...wholeList(await readLabels(db, dictionaryId, index)), change }
  }),
}
