import { z } from 'zod'
import { browseFiltersSchema, featuresQuerySchema } from '@/lib/contract/browse-query'
import { countFeatures } from '@/lib/db/queries/browse'
import { publishedSource } from '@/lib/db/queries/published-source'
import { otherMethods, route } from '../../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: z.object({ dictionary: z.string() }), query: browseFiltersSchema },
  async ({ params, query }) =>
    countFeatures(await publishedSource(params.dictionary), featuresQuerySchema.parse(query)),
)
