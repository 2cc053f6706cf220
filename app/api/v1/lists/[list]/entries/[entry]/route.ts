import { EntryParamsSchema, EntryPatchSchema } from '@/lib/contract/lists'
import { PersonBodySchema } from '@/lib/contract/marks'
import { database } from '@/lib/db'
import { editEntry, removeEntry } from '@/lib/db/marks/lists'
import { readList } from '@/lib/db/queries/lists'
import { whoIsWriting } from '../../../../../_lib/person'
import { otherMethods, route } from '../../../../../_lib/route'

export const { GET, POST, PUT } = otherMethods('PATCH', 'DELETE')

/** Changes the note of an entry, or moves it. */
export const PATCH = route(
  { params: EntryParamsSchema, body: EntryPatchSchema },
  async ({ params, body, request }) => {
    const person = whoIsWriting(request, body.person)
    const edit = { ...body, person }
    const db = await database()
    const change = await editEntry(db, params.list, params.entry, edit)
    return { change, list: await readList(db, params.list) }
  },
)

/** Takes a feature out of a list. */
export const DELETE = route(
  { params: EntryParamsSchema, body: PersonBodySchema },
  async ({ params, body, request }) => {
    const person = whoIsWriting(request, body.person)
    const db = await database()
    const change = await removeEntry(db, params.list, params.entry, person)
    return { change, list: await readList(db, params.list) }
  },
)
