import { wholeList } from '@/lib/contract/scalars'
import type { Database } from '@/lib/db/database'
import { addComment, addTag, removeComment, removeTag, setStar } from '@/lib/db/marks/feature-marks'
import { readMarks, readTags } from '@/lib/db/marks/read'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { api } from '../_lib/implement'
import { dictionaryWith, writeMark } from '../_lib/marks'

export const marks = {
  /** Returns the stars, tags by people, lists and comments of a feature. */
  get: api.marks.get.handler(async ({ context: { db }, input: { query } }) =>
    readMarks(db, await dictionaryWith(db, query.dictionary, query.feature), query.feature),
  ),
}

export const stars = {
  /** Stars a feature, or removes the star of a person. */
  set: api.stars.set.handler(({ context: { db }, input: { body } }) =>
    writeMark(db, body, (on) => setStar(db, { ...on, starred: body.starred })),
  ),
}

export const comments = {
  /** Adds a comment, which is plain text. */
  add: api.comments.add.handler(({ context: { db }, input: { body } }) =>
    writeMark(db, body, (on) => addComment(db, { ...on, text: body.text })),
  ),
  /** Removes a comment of the person who asks. */
  remove: api.comments.remove.handler(async ({ context: { db }, input: { params, body } }) =>
    marksAfter(db, await removeComment(db, params.comment, body.person)),
  ),
}

export const tags = {
  /** Returns the tags by people on features of a dictionary, most used first. */
  list: api.tags.list.handler(async ({ context: { db }, input: { query } }) =>
    wholeList(await readTags(db, (await getDictionary(db, query.dictionary)).id)),
  ),
  /** Tags a feature. */
  add: api.tags.add.handler(({ context: { db }, input: { body } }) =>
    writeMark(db, body, (on) => addTag(db, { ...on, tag: body.tag })),
  ),
  /** Removes a tag of the person who asks. */
  remove: api.tags.remove.handler(async ({ context: { db }, input: { params, body } }) =>
    marksAfter(db, await removeTag(db, params.tag, body.person)),
  ),
}

async function marksAfter(
  db: Database,
  { change, dictionaryId, index }: Awaited<ReturnType<typeof removeComment>>,
) {
  return { change, marks: await readMarks(db, dictionaryId, index) }
}
