import { NextBodySchema, StudyParamsSchema } from '@/lib/contract/studies'
import { database } from '@/lib/db'
import { claimNext } from '@/lib/db/studies/claim'
import { whoIsWriting } from '../../../../_lib/person'
import { otherMethods, route } from '../../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** The item to score now: the one in hand, else a free one that is taken. */
export const POST = route(
  { params: StudyParamsSchema, body: NextBodySchema },
  async ({ params, body, request }) =>
    claimNext((await database()).pool, params.study, whoIsWriting(request, body.annotator)),
)
