import { idParams, PersonBodySchema } from '@/lib/contract/marks'
import { database } from '@/lib/db'
import { removeComment } from '@/lib/db/marks/feature-marks'
import { readMarks } from '@/lib/db/marks/read'
import { whoIsWriting } from '../../../_lib/person'
import { otherMethods, route } from '../../../_lib/route'

export const { GET, POST, PUT, PATCH } = otherMethods('DELETE')

/** Removes a person's own comment. */
export const DELETE = route(
  { params: idParams('comment'), body: PersonBodySchema },
  async ({ params, body, request }) => {
    const person = whoIsWriting(request, body.person)
    const db = await database()
    const { change, dictionaryId, index } = await removeComment(db, params.comment, person)
    return { change, marks: await readMarks(db, dictionaryId, index) }
  },
)
