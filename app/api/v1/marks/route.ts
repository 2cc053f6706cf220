import { FeatureQuerySchema } from '@/lib/contract/labels'
import { database } from '@/lib/db'
import { readMarks } from '@/lib/db/marks/read'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import { otherMethods, route } from '../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

/** Stars, tags by people, lists and comments of a feature. */
export const GET = route({ query: FeatureQuerySchema }, async ({ query }) => {
  const db = await database()
  const dictionary = await getDictionary(db, query.dictionary)
  requireFeature(dictionary, query.feature)
  return readMarks(db, dictionary.id, query.feature)
})
