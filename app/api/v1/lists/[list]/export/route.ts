import { ListExportQuerySchema, ListParamsSchema } from '@/lib/contract/lists'
import { database } from '@/lib/db'
import { readList } from '@/lib/db/queries/lists'
import { csvLine } from '@/lib/view/csv'
import { otherMethods, route } from '../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

const COLUMNS = ['place', 'dictionary', 'feature', 'label', 'note', 'added_at'] as const

/** A list as a file. */
export const GET = route(
  { params: ListParamsSchema, query: ListExportQuerySchema },
  async ({ params, query: { format } }) => {
    const list = await readList(await database(), params.list)
    const text =
      format === 'json'
        ? `${JSON.stringify(list, null, 2)}\n`
        : [
            csvLine(COLUMNS),
            ...list.items.map((entry, at) =>
              csvLine([at + 1, entry.dictionary, entry.feature, entry.label, entry.note, entry.addedAt]),
            ),
          ].join('')
    return new Response(text, {
      headers: {
        'content-type': format === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${list.slug}.${format}"`,
        'cache-control': 'no-store',
      },
    })
  },
)
