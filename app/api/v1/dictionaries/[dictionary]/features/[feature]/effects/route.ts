import { FeatureParamsSchema } from '@/lib/contract/feature'
import { TokenEffectsQuerySchema } from '@/lib/contract/feature-compute'
import { tokenEffectsOf } from '@/lib/services/token-effects'
import { otherMethods, route } from '../../../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: FeatureParamsSchema, query: TokenEffectsQuerySchema },
  ({ params, query }) => tokenEffectsOf(params.dictionary, params.feature, query.sequence),
)
