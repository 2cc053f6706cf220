import { SkipBodySchema, StudyParamsSchema } from '@/lib/contract/studies'
import { database } from '@/lib/db'
import { skipItem } from '@/lib/db/studies/submit'
import { whoIsWriting } from '../../../../_lib/person'
import { otherMethods, route } from '../../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Leaves an item out for a reason. */
export const POST = route(
  { params: StudyParamsSchema, body: SkipBodySchema },
  async ({ params, body, request }) => {
    const annotator = whoIsWriting(request, body.annotator)
    await skipItem((await database()).pool, params.study, { ...body, annotator })
    return { saved: true }
  },
)
