import { database } from '@/lib/db'
import { listDictionaries } from '@/lib/db/queries/dictionaries'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { otherMethods, route } from '../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({}, async () => ({
  items: (await listDictionaries(await database())).map(toDictionary),
  nextCursor: null,
}))
