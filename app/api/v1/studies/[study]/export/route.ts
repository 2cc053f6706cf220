import { StudyParamsSchema } from '@/lib/contract/studies'
import { StudyExportQuerySchema } from '@/lib/contract/study-results'
import { closedStudy, studyRows } from '@/lib/db/queries/studies'
import { codebook, STUDY_CSV_HEAD, studyCsvLine, studyJsonLine } from '@/lib/view/export-study'
import { otherMethods, route } from '../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

const TYPES = {
  csv: ['text/csv; charset=utf-8', 'csv'],
  jsonl: ['application/x-ndjson; charset=utf-8', 'jsonl'],
  codebook: ['text/markdown; charset=utf-8', 'md'],
} as const

/** A closed study as a file: its rows, or what they mean. */
export const GET = route(
  { params: StudyParamsSchema, query: StudyExportQuerySchema },
  async ({ params, query }) => {
    const study = await closedStudy(params.study)
    const text = query.format === 'codebook' ? codebook(study) : await rowsAs(query.format, params.study)
    const [type, extension] = TYPES[query.format]
    const name = `study-${study.id}${query.format === 'codebook' ? '-codebook' : ''}.${extension}`
    return new Response(text, {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    })
  },
)

async function rowsAs(format: 'csv' | 'jsonl', study: number): Promise<string> {
  const rows = await studyRows(study)
  return format === 'csv'
    ? STUDY_CSV_HEAD + rows.map(studyCsvLine).join('')
    : rows.map(studyJsonLine).join('')
}
