import { z } from 'zod'
import { FeaturesQuerySchema } from '@/lib/contract/browse-query'
import { FeaturesExportQuerySchema } from '@/lib/contract/export'
import { database } from '@/lib/db'
import { getPublished } from '@/lib/db/published'
import { exportFeatures } from '@/lib/db/queries/export-features'
import { otherMethods, route } from '../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const

export const GET = route(
  { params: z.object({ dictionary: z.string() }), query: FeaturesExportQuerySchema },
  async ({ params, query }) => {
    const { format, ...list } = query
    const source = await getPublished(await database(), params.dictionary)
    const lines = exportFeatures(source, FeaturesQuerySchema.parse(list), format)
    return new Response(streamOf(lines), {
      headers: {
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="${source.slug}.${format}"`,
        'cache-control': 'no-store',
      },
    })
  },
)

/** Text as bytes, made as fast as it is read. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
