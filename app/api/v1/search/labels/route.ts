import { SearchLabelsQuerySchema } from '@/lib/contract/search'
import { database } from '@/lib/db'
import { getPublished } from '@/lib/db/published'
import { searchLabels } from '@/lib/db/queries/search-labels'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({ query: SearchLabelsQuerySchema }, async ({ query }) => {
  const db = await database()
  const dictionary = await getPublished(db, query.dictionary)
  const { items, total } = await searchLabels(db.pool, dictionary, query.q, query)
  return { items, nextCursor: null, total }
})
