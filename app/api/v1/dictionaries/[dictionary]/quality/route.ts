import { z } from 'zod'
import { findQuality } from '@/lib/db/queries/quality'
import { SemascopeError } from '@/lib/errors'
import { otherMethods, route } from '../../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route({ params: z.object({ dictionary: z.string() }) }, async ({ params }) => {
  const quality = await findQuality(params.dictionary)
  if (!quality) throw new SemascopeError('not_found', `there is no dictionary "${params.dictionary}"`)
  return quality
})
