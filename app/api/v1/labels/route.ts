import { FeatureQuerySchema, LabelBodySchema } from '@/lib/contract/labels'
import { database } from '@/lib/db'
import { addLabel } from '@/lib/db/labels'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import { readLabels } from '@/lib/db/queries/meaning'
import { whoIsWriting } from '../../_lib/person'
import { otherMethods, route } from '../../_lib/route'

export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST')

/** Labels of a feature, newest first, with what people called it before. */
export const GET = route({ query: FeatureQuerySchema }, async ({ query }) => {
  const db = await database()
  const dictionary = await getDictionary(db, query.dictionary)
  requireFeature(dictionary, query.feature)
  return { items: await readLabels(db, dictionary.id, query.feature), nextCursor: null }
})

/** Adds a person's label, or edits it: the newest of an author stands, earlier ones are history. */
export const POST = route({ body: LabelBodySchema, status: 201 }, async ({ body, request }) => {
  const db = await database()
  const dictionary = await getDictionary(db, body.dictionary)
  requireFeature(dictionary, body.feature)
  const { change } = await addLabel(db, {
    dictionaryId: dictionary.id,
    index: body.feature,
    text: body.text,
    author: whoIsWriting(request, body.author),
  })
  return { items: await readLabels(db, dictionary.id, body.feature), nextCursor: null, change }
})
