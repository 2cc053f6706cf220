import { searchLabelsQuerySchema } from '@/lib/contract/search'
import { getAnalysed } from '@/lib/db/queries/analysed'
import { searchLabels } from '@/lib/db/queries/search'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({ query: searchLabelsQuerySchema }, async ({ query }) => {
  const dictionary = await getAnalysed(query.dictionary)
  const { items, total } = await searchLabels(dictionary, query.q, query)
  return { items, nextCursor: null, total }
})
