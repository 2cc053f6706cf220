import { ScoreBodySchema, StudyParamsSchema } from '@/lib/contract/studies'
import { database } from '@/lib/db'
import { submitScore } from '@/lib/db/studies/submit'
import { whoIsWriting } from '../../../../_lib/person'
import { otherMethods, route } from '../../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Stores the answers on an item once, however often they are sent. */
export const POST = route(
  { params: StudyParamsSchema, body: ScoreBodySchema, status: 201 },
  async ({ params, body, request }) => {
    const annotator = whoIsWriting(request, body.annotator)
    return submitScore((await database()).pool, params.study, { ...body, annotator })
  },
)
