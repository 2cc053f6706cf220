import { CloseBodySchema, StudyParamsSchema } from '@/lib/contract/studies'
import { database } from '@/lib/db'
import { getStudy } from '@/lib/db/queries/studies'
import { closeStudy } from '@/lib/db/studies/create'
import { whoIsWriting } from '../../../../_lib/person'
import { otherMethods, route } from '../../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Closes a study for good: no more scores, and its results are seen. */
export const POST = route(
  { params: StudyParamsSchema, body: CloseBodySchema, needs: 'admin' },
  async ({ params, body, request }) => {
    await closeStudy((await database()).pool, params.study, whoIsWriting(request, body.annotator))
    return getStudy(params.study)
  },
)
