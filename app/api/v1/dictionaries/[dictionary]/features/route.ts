import { z } from 'zod'
import { featuresQuerySchema } from '@/lib/api/browse-query'
import { listFeatures } from '@/lib/db/queries/browse'
import { publishedSource } from '@/lib/db/queries/published-source'
import { otherMethods, route } from '../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: z.object({ dictionary: z.string() }), query: featuresQuerySchema },
  async ({ params, query }) => listFeatures(await publishedSource(params.dictionary), query),
)
