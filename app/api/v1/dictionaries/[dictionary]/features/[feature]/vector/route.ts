import { FeatureParamsSchema } from '@/lib/contract/feature'
import { VectorQuerySchema } from '@/lib/contract/feature-compute'
import { vectorJson, vectorSafetensors } from '@/lib/services/vector'
import { otherMethods, route } from '../../../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: FeatureParamsSchema, query: VectorQuerySchema },
  async ({ params, query }) => {
    const { dictionary, feature } = params
    if (query.format === 'json') return vectorJson(dictionary, feature)
    return new Response(await vectorSafetensors(dictionary, feature), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${dictionary}-${feature}.safetensors"`,
        'cache-control': 'no-store',
      },
    })
  },
)
