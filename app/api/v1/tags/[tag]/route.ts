import { idParams, PersonBodySchema } from '@/lib/contract/marks'
import { database } from '@/lib/db'
import { removeTag } from '@/lib/db/marks/feature-marks'
import { readMarks } from '@/lib/db/marks/read'
import { whoIsWriting } from '../../../_lib/person'
import { otherMethods, route } from '../../../_lib/route'

export const { GET, POST, PUT, PATCH } = otherMethods('DELETE')

/** Removes a person's own tag. */
export const DELETE = route(
  { params: idParams('tag'), body: PersonBodySchema },
  async ({ params, body, request }) => {
    const person = whoIsWriting(request, body.person)
    const db = await database()
    const { change, dictionaryId, index } = await removeTag(db, params.tag, person)
    return { change, marks: await readMarks(db, dictionaryId, index) }
  },
)
