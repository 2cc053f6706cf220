import { ChangesQuerySchema } from '@/lib/contract/changes'
import { database } from '@/lib/db'
import { readChanges } from '@/lib/db/queries/changes'
import { whoIsWriting } from '../../_lib/person'
import { otherMethods, route } from '../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

/** What a person did outside of studies, newest first. */
export const GET = route({ query: ChangesQuerySchema }, async ({ query, request }) => {
  const { limit, cursor } = query
  const person = whoIsWriting(request, query.person)
  const items = await readChanges(await database(), person, { limit, before: cursor })
  return { items, nextCursor: items.length === limit ? (items.at(-1)?.id ?? null) : null }
})
