import { StudyParamsSchema, StudyQuerySchema } from '@/lib/contract/studies'
import { getStudy } from '@/lib/db/queries/studies'
import { whoIsWriting } from '../../../_lib/person'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

/** One study, with the asking person's progress. */
export const GET = route(
  { params: StudyParamsSchema, query: StudyQuerySchema },
  async ({ params, query, request }) => getStudy(params.study, whoIsWriting(request, query.annotator)),
)
