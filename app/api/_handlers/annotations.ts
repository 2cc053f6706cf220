import { wholeList } from '@/lib/contract/scalars'
import { addAnnotation } from '@/lib/db/annotations'
import { readAnnotations } from '@/lib/db/queries/meaning'
import { api } from '../_lib/implement'
import { dictionaryWith } from '../_lib/marks'

const os = api.annotations

export const annotations = {
  /** Everybody's standing scores of a feature. */
  list: os.list.handler(async ({ context: { db }, input: { query } }) =>
    wholeList(
      await readAnnotations(db, await dictionaryWith(db, query.dictionary, query.feature), query.feature),
    ),
  ),

  /** Stores a person's scores; their earlier ones of the feature become history. */
  add: os.add.handler(async ({ context: { db }, input: { body } }) => {
    const { dictionary, feature, ...scores } = body
    const dictionaryId = await dictionaryWith(db, dictionary, feature)
    const { change } = await addAnnotation(db, { ...scores, dictionaryId, index: feature })
    return { ...wholeList(await readAnnotations(db, dictionaryId, feature)), change }
  }),
}
