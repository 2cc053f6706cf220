import { ExamplesQuerySchema, FeatureParamsSchema } from '@/lib/contract/feature'
import { database } from '@/lib/db'
import { getPublished } from '@/lib/db/published'
import { readExamples, readExamplesBetween, requireFeature } from '@/lib/db/queries/examples'
import { otherMethods, route } from '../../../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: FeatureParamsSchema, query: ExamplesQuerySchema },
  async ({ params, query }) => {
    const dictionary = await getPublished(await database(), params.dictionary)
    requireFeature(dictionary, params.feature)
    const { from, to } = query
    if (from !== undefined || to !== undefined) {
      const items = await readExamplesBetween(
        dictionary,
        params.feature,
        from ?? 0,
        to ?? Number.POSITIVE_INFINITY,
      )
      return { items, nextCursor: null }
    }
    return { items: await readExamples(dictionary, params.feature, query.group), nextCursor: null }
  },
)
