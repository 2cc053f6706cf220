import { idParams, PersonBodySchema } from '@/lib/contract/marks'
import { database } from '@/lib/db'
import { undoChange } from '@/lib/db/marks/undo'
import { whoIsWriting } from '../../../../_lib/person'
import { otherMethods, route } from '../../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Takes a person's own change back. */
export const POST = route(
  { params: idParams('change'), body: PersonBodySchema },
  async ({ params, body, request }) => {
    const person = whoIsWriting(request, body.person)
    return { change: await undoChange(await database(), params.change, person) }
  },
)
