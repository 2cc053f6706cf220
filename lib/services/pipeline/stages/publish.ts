/** Makes the analyses of the run the current ones, all at once. After a preview, it starts the full run. */
import { publishAnalysis } from '@/lib/db/analyses'
import { dropShards } from '@/lib/db/computed/shards'
import { createListIndexes } from '@/lib/db/list-indexes'
import { transaction } from '@/lib/db/transaction'
import { createFollowingRun } from '../following-run'
import type { Stage } from '../stage'

export const publish: Stage = {
  plan: ({ dictionaries }) => [{ part: 0, size: dictionaries.length }],
  async run(context) {
    const ids = context.dictionaries.map(({ analysisId }) => analysisId)
    // In transactions of their own, because they read whole analyses and publishing locks the dictionaries.
    for (const id of ids) await transaction(context.pool, (client) => createListIndexes(client, id))
    return async (client) => {
      await publishAnalysis(client, ids)
      await dropShards(client, ids)
      if (context.settings.thenFull) await createFollowingRun(client, context)
    }
  },
}
