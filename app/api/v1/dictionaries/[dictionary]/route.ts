import { z } from 'zod'
import { database } from '@/lib/db'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({ params: z.object({ dictionary: z.string() }) }, async ({ params }) =>
  toDictionary(await getDictionary(await database(), params.dictionary)),
)
