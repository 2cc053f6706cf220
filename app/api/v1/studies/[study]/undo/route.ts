import { StudyParamsSchema, UndoBodySchema } from '@/lib/contract/studies'
import { database } from '@/lib/db'
import { claimNext } from '@/lib/db/studies/claim'
import { undoItem } from '@/lib/db/studies/submit'
import { whoIsWriting } from '../../../../_lib/person'
import { otherMethods, route } from '../../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Takes the answers on an item back and opens it again. */
export const POST = route(
  { params: StudyParamsSchema, body: UndoBodySchema },
  async ({ params, body, request }) => {
    const { pool } = await database()
    const annotator = whoIsWriting(request, body.annotator)
    await undoItem(pool, params.study, { ...body, annotator })
    return claimNext(pool, params.study, annotator)
  },
)
