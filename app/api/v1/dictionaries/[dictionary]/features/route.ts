import { z } from 'zod'
import { featuresQuerySchema } from '@/lib/api/browse-query'
import { listFeatures } from '@/lib/db/queries/browse'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { SemascopeError } from '@/lib/errors'
import { otherMethods, route } from '../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: z.object({ dictionary: z.string() }), query: featuresQuerySchema },
  async ({ params, query }) => {
    const dictionary = await getDictionary(params.dictionary)
    const { analysis } = dictionary
    if (!analysis)
      throw new SemascopeError('unavailable', `"${dictionary.slug}" has no published analysis yet; see /runs`)
    return listFeatures({ dictionary, analysis }, query)
  },
)
