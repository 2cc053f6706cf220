import { SuggestQuerySchema } from '@/lib/contract/suggest'
import { database } from '@/lib/db'
import { suggest } from '@/lib/db/queries/suggest'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({ query: SuggestQuerySchema }, async ({ query }) =>
  suggest(await database(), query.q, query.dictionary),
)
