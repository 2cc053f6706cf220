import { ExamplesQuerySchema, FeatureParamsSchema } from '@/lib/contract/feature'
import { getAnalysed } from '@/lib/db/queries/analysed'
import { readExamples, readExamplesBetween, requireFeature } from '@/lib/db/queries/examples'
import { otherMethods, route } from '../../../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: FeatureParamsSchema, query: ExamplesQuerySchema },
  async ({ params, query }) => {
    const dictionary = await getAnalysed(params.dictionary)
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
