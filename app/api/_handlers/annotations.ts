import { wholeList } from '@/lib/contract/scalars'
import { addAnnotation } from '@/lib/db/annotations'
import { readAnnotations } from '@/lib/db/queries/meaning'
import { api } from '../_lib/implement'
import { dictionaryWith } from '../_lib/marks'

const os = api.annotations

export const annotations = {
  /** Returns the current scores of a feature by all people. */
  list: os.list.handler(async ({ context: { db }, input: { query } }) =>
    wholeList(
      await readAnnotations(db, await dictionaryWith(db, query.dictionary, query.feature), query.feature),
    ),
  ),

  /** Stores the scores of a person. Their earlier scores of the feature stay in the history. */
  add: os.add.handler(async ({ context: { db }, input: { body } }) => {
    const { dictionary, feature, ...scores } = body
    const dictionaryId = await dictionaryWith(db, dictionary, feature)
    const { change } = await addAnnotation(db, { ...scores, dictionaryId, index: feature })
    return { ...wholeList(await readAnnotations(db, dictionaryId, feature)), change }
  }),
}
