import { ListBodySchema, ListParamsSchema } from '@/lib/contract/lists'
import { PersonBodySchema } from '@/lib/contract/marks'
import { database } from '@/lib/db'
import { removeList, renameList } from '@/lib/db/marks/lists'
import { readList } from '@/lib/db/queries/lists'
import { whoIsWriting } from '../../../_lib/person'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT } = otherMethods('GET', 'PATCH', 'DELETE')

/** A list with its features in order. */
export const GET = route({ params: ListParamsSchema }, async ({ params }) =>
  readList(await database(), params.list),
)

/** Gives it another name. */
export const PATCH = route(
  { params: ListParamsSchema, body: ListBodySchema },
  async ({ params, body, request }) => {
    const person = whoIsWriting(request, body.person)
    const db = await database()
    const change = await renameList(db, params.list, { name: body.name, person })
    return { change, list: await readList(db, params.list) }
  },
)

/** Removes it. */
export const DELETE = route(
  { params: ListParamsSchema, body: PersonBodySchema },
  async ({ params, body, request }) => {
    const person = whoIsWriting(request, body.person)
    return { change: await removeList(await database(), params.list, person) }
  },
)
