import { z } from 'zod'
import { FeaturesQuerySchema } from '@/lib/contract/browse-query'
import { database } from '@/lib/db'
import { getPublished } from '@/lib/db/published'
import { listFeaturesJson } from '@/lib/db/queries/browse'
import { JsonText } from '../../../../_lib/json'
import { otherMethods, route } from '../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: z.object({ dictionary: z.string() }), query: FeaturesQuerySchema },
  async ({ params, query }) =>
    new JsonText(await listFeaturesJson(await getPublished(await database(), params.dictionary), query)),
)
