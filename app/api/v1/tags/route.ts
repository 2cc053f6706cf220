import { TagBodySchema, TagsQuerySchema } from '@/lib/contract/marks'
import { database } from '@/lib/db'
import { addTag } from '@/lib/db/marks/feature-marks'
import { readTags } from '@/lib/db/marks/read'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { writeMark } from '../../_lib/marks'
import { otherMethods, route } from '../../_lib/route'

export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST')

/** Tags by people on features of a dictionary, most used first. */
export const GET = route({ query: TagsQuerySchema }, async ({ query }) => {
  const db = await database()
  const dictionary = await getDictionary(db, query.dictionary)
  return { items: await readTags(db, dictionary.id), nextCursor: null }
})

/** Tags a feature. */
export const POST = route({ body: TagBodySchema, status: 201 }, (input) =>
  writeMark(input, (db, on) => addTag(db, { ...on, tag: input.body.tag })),
)
