import { z } from 'zod'
import { type Database, database } from '@/lib/db/database'
import { findRun } from '@/lib/db/queries/runs'
import { SemascopeError } from '@/lib/errors'
import { type RouteHandler, route } from '../../../_lib/route'

const params = z.object({ run: z.coerce.number().int().min(1).max(2_147_483_647) })

/** A write on one run; answers the run as it is afterwards. */
export function runAction(act: (pool: Database['pool'], id: number) => Promise<void>): RouteHandler {
  return route({ params, needs: 'admin' }, async ({ params: { run } }) => {
    if (!(await findRun(run))) throw new SemascopeError('not_found', `there is no run ${run}`)
    await act((await database()).pool, run)
    return findRun(run)
  })
}
