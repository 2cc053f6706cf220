import { z } from 'zod'
import { listRuns } from '@/lib/db/queries/runs'
import { otherMethods, route } from '../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }) },
  async ({ query }) => ({ items: await listRuns(query.limit), nextCursor: null }),
)
