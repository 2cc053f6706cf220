import { ListBodySchema } from '@/lib/contract/lists'
import { database } from '@/lib/db'
import { createList } from '@/lib/db/marks/lists'
import { readList, readLists } from '@/lib/db/queries/lists'
import { whoIsWriting } from '../../_lib/person'
import { otherMethods, route } from '../../_lib/route'

export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST')

/** All lists, the one changed last first. */
export const GET = route({}, async () => ({ items: await readLists(await database()), nextCursor: null }))

/** Makes an empty list. */
export const POST = route({ body: ListBodySchema, status: 201 }, async ({ body, request }) => {
  const person = whoIsWriting(request, body.person)
  const db = await database()
  const { slug, change } = await createList(db, { name: body.name, person })
  return { change, list: await readList(db, slug) }
})
