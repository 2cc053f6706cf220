import { z } from 'zod'
import { featuresQuerySchema } from '@/lib/contract/browse-query'
import { listFeaturesJson } from '@/lib/db/queries/browse'
import { publishedSource } from '@/lib/db/queries/published-source'
import { JsonText } from '../../../../_lib/json'
import { otherMethods, route } from '../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: z.object({ dictionary: z.string() }), query: featuresQuerySchema },
  async ({ params, query }) =>
    new JsonText(await listFeaturesJson(await publishedSource(params.dictionary), query)),
)
