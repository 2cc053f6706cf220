import { createPool } from '@/lib/db/pool'
import { finishPart } from '@/lib/db/run-parts'
import { transaction } from '@/lib/db/transaction'
import { startWorker } from '@/lib/jobs/worker'
import { IDLE_TASKS } from './tasks'

/** A worker whose harvest of shard 0 never ends by itself; other shards finish at once. */
const [, , url = ''] = process.argv
const say = (line: string) => process.stdout.write(`${line}\n`)
const pool = createPool(url)

// Not awaited until the signal handler is set: the first job may run, and a test may send a signal, before the start
// returns.
const starting = startWorker({
  database: { url },
  onEvent: (event) => say(`event ${event.type}`),
  tasks: {
    ...IDLE_TASKS,
    'analysis.stage': async ({ runId, part }, { signal, attempt }) => {
      say(`shard ${part} attempt ${attempt}`)
      if (part === 0)
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      await transaction(pool, (client) => finishPart(client, runId, 'harvest', part))
    },
  },
})
process.on('SIGTERM', async () => {
  const worker = await starting
  await worker.stop()
  await pool.end()
  say('stopped')
})
await starting
say('ready')
