import { wholeList } from '@/lib/contract/scalars'
import type { Run } from '@/lib/contract/schemas'
import type { Entities } from '@/lib/db/database'
import { findRun, listRuns } from '@/lib/db/queries/runs'
import { cancelRun } from '@/lib/db/runs'
import { SemascopeError } from '@/lib/errors'
import { retryRun } from '@/lib/jobs/queue'
import { api } from '../_lib/implement'

const os = api.runs

export const runs = {
  list: os.list.handler(async ({ context: { db }, input: { query } }) =>
    wholeList(await listRuns(db, query.limit)),
  ),

  get: os.get.handler(({ context: { db }, input: { params } }) => getRun(db, params.run)),

  /** Stops a run. What its finished parts wrote stays for a retry. Throws `conflict` if the run has ended. */
  cancel: os.cancel.handler(async ({ context: { db }, input: { params } }) => {
    await getRun(db, params.run)
    await cancelRun(db.pool, params.run)
    return getRun(db, params.run)
  }),

  /** Starts a failed or cancelled run again at its first unfinished stage. Throws `conflict` for any other run. */
  retry: os.retry.handler(async ({ context: { db }, input: { params } }) => {
    await getRun(db, params.run)
    await retryRun(db.pool, params.run)
    return getRun(db, params.run)
  }),
}

async function getRun(db: Entities, id: number): Promise<Run> {
  const run = await findRun(db, id)
  if (!run) throw new SemascopeError('not_found', `there is no run ${id}`)
  return run
}
