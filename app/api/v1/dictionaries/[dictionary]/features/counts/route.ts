import { z } from 'zod'
import { BrowseFiltersSchema, FeaturesQuerySchema } from '@/lib/contract/browse-query'
import { database } from '@/lib/db'
import { getPublished } from '@/lib/db/published'
import { countFeatures } from '@/lib/db/queries/browse'
import { otherMethods, route } from '../../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: z.object({ dictionary: z.string() }), query: BrowseFiltersSchema },
  async ({ params, query }) =>
    countFeatures(await getPublished(await database(), params.dictionary), FeaturesQuerySchema.parse(query)),
)
