import { idParams, PersonBodySchema } from '@/lib/contract/marks'
import { database } from '@/lib/db'
import { retireLabel } from '@/lib/db/labels'
import { readLabels } from '@/lib/db/queries/meaning'
import { whoIsWriting } from '../../../_lib/person'
import { otherMethods, route } from '../../../_lib/route'

export const { GET, POST, PUT, PATCH } = otherMethods('DELETE')

/** Retires a person's own label; it stays in the history. */
export const DELETE = route(
  { params: idParams('label'), body: PersonBodySchema },
  async ({ params, body, request }) => {
    const db = await database()
    const person = whoIsWriting(request, body.person)
    const { change, dictionaryId, index } = await retireLabel(db, params.label, person)
    return { items: await readLabels(db, dictionaryId, index), nextCursor: null, change }
  },
)
