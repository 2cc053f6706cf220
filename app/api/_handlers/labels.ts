import { wholeList } from '@/lib/contract/scalars'
import { addLabel, retireLabel } from '@/lib/db/labels'
import { readLabels } from '@/lib/db/queries/meaning'
import { api } from '../_lib/implement'
import { dictionaryWith } from '../_lib/marks'

const os = api.labels

export const labels = {
  /** Returns the labels of a feature with its earlier labels, newest first. */
  list: os.list.handler(async ({ context: { db }, input: { query } }) =>
    wholeList(await readLabels(db, await dictionaryWith(db, query.dictionary, query.feature), query.feature)),
  ),

  /** Adds or edits the label of a person: the newest label of an author is current, earlier ones are history. */
  add: os.add.handler(async ({ context: { db }, input: { body } }) => {
    const { dictionary, feature, ...label } = body
    const dictionaryId = await dictionaryWith(db, dictionary, feature)
    const { change } = await addLabel(db, { ...label, dictionaryId, index: feature })
    return { ...wholeList(await readLabels(db, dictionaryId, feature)), change }
  }),

  /** Retires a label of the person who asks; the label stays in the history. */
  retire: os.retire.handler(async ({ context: { db }, input: { params, body } }) => {
    const { change, dictionaryId, index } = await retireLabel(db, params.label, body.person)
    return { ...wholeList(await readLabels(db, dictionaryId, index)), change }
  }),
}
