import { FeatureParamsSchema } from '@/lib/contract/feature'
import { similarTo } from '@/lib/services/similar'
import { otherMethods, route } from '../../../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({ params: FeatureParamsSchema }, ({ params }) =>
  similarTo(params.dictionary, params.feature),
)
