import { EntryBodySchema, ListParamsSchema } from '@/lib/contract/lists'
import { database } from '@/lib/db'
import { addEntry } from '@/lib/db/marks/lists'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import { readList } from '@/lib/db/queries/lists'
import { whoIsWriting } from '../../../../_lib/person'
import { otherMethods, route } from '../../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Puts a feature at the end of a list. */
export const POST = route(
  { params: ListParamsSchema, body: EntryBodySchema, status: 201 },
  async ({ params, body, request }) => {
    const db = await database()
    const dictionary = await getDictionary(db, body.dictionary)
    requireFeature(dictionary, body.feature)
    const person = whoIsWriting(request, body.person)
    const entry = { dictionaryId: dictionary.id, index: body.feature, note: body.note, person }
    const change = await addEntry(db, params.list, entry)
    return { change, list: await readList(db, params.list) }
  },
)
