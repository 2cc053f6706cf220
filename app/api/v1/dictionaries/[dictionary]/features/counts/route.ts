import { z } from 'zod'
import { browseFiltersSchema, featuresQuerySchema } from '@/lib/contract/browse-query'
import { database } from '@/lib/db'
import { getPublished } from '@/lib/db/published'
import { countFeatures } from '@/lib/db/queries/browse'
import { otherMethods, route } from '../../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: z.object({ dictionary: z.string() }), query: browseFiltersSchema },
  async ({ params, query }) =>
    countFeatures(await getPublished(await database(), params.dictionary), featuresQuerySchema.parse(query)),
)
