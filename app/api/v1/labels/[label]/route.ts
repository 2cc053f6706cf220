import { z } from 'zod'
import { database } from '@/lib/db'
import { retirePersonLabel } from '@/lib/db/queries/meaning'
import { otherMethods, route } from '../../../_lib/route'

export const { GET, POST, PUT, PATCH } = otherMethods('DELETE')

const Params = z.object({ label: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })

/** Retires a person's label; it stays in the history. */
export const DELETE = route({ params: Params }, async ({ params }) => {
  await database()
  return { items: await retirePersonLabel(params.label), nextCursor: null }
})
