import { AnnotationBodySchema } from '@/lib/contract/annotations'
import { FeatureQuerySchema } from '@/lib/contract/labels'
import { database } from '@/lib/db'
import { addAnnotation } from '@/lib/db/annotations'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import { readAnnotations } from '@/lib/db/queries/meaning'
import { whoIsWriting } from '../../_lib/person'
import { otherMethods, route } from '../../_lib/route'

export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST')

/** Everybody's standing scores of a feature. */
export const GET = route({ query: FeatureQuerySchema }, async ({ query }) => {
  const db = await database()
  const dictionary = await getDictionary(db, query.dictionary)
  requireFeature(dictionary, query.feature)
  return { items: await readAnnotations(db, dictionary.id, query.feature), nextCursor: null }
})

/** Stores a person's scores; their earlier ones of the feature become history. */
export const POST = route({ body: AnnotationBodySchema, status: 201 }, async ({ body, request }) => {
  const db = await database()
  const dictionary = await getDictionary(db, body.dictionary)
  requireFeature(dictionary, body.feature)
  const { dictionary: _, feature, ...rubric } = body
  const annotator = whoIsWriting(request, body.annotator)
  const scores = { ...rubric, annotator, dictionaryId: dictionary.id, index: feature }
  const { change } = await addAnnotation(db, scores)
  return { items: await readAnnotations(db, dictionary.id, feature), nextCursor: null, change }
})
