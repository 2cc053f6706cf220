import { SuggestQuerySchema } from '@/lib/contract/suggest'
import { suggest } from '@/lib/db/queries/suggest'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({ query: SuggestQuerySchema }, ({ query }) => suggest(query.q, query.dictionary))
