import { DraftBodySchema, StudyParamsSchema } from '@/lib/contract/studies'
import { database } from '@/lib/db'
import { saveDraft } from '@/lib/db/studies/submit'
import { whoIsWriting } from '../../../../_lib/person'
import { otherMethods, route } from '../../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Keeps answers so far. */
export const POST = route(
  { params: StudyParamsSchema, body: DraftBodySchema },
  async ({ params, body, request }) => {
    const annotator = whoIsWriting(request, body.annotator)
    await saveDraft((await database()).pool, params.study, { ...body, annotator })
    return { saved: true }
  },
)
