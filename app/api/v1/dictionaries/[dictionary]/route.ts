import { z } from 'zod'
import { toDictionary } from '@/lib/api/dictionary'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({ params: z.object({ dictionary: z.string() }) }, async ({ params }) =>
  toDictionary(await getDictionary(params.dictionary)),
)
