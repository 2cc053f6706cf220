import { z } from 'zod'
import { findRun } from '@/lib/db/queries/runs'
import { SemascopeError } from '@/lib/errors'
import { otherMethods, route } from '../../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

export const GET = route(
  { params: z.object({ run: z.coerce.number().int().min(1).max(2_147_483_647) }) },
  async ({ params }) => {
    const run = await findRun(params.run)
    if (!run) throw new SemascopeError('not_found', `there is no run ${params.run}`)
    return run
  },
)
