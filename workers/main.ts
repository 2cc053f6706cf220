/** The worker process: `node dist/worker.js [--concurrency n] [--compute-threads n]`. */
import { parseArgs } from 'node:util'
import { config } from '@/lib/config'
import type { WorkerEvent } from '@/lib/jobs/worker'
import { log } from '@/lib/log'
import { runWorker } from './run-worker'

const { values } = parseArgs({
  options: { concurrency: { type: 'string' }, 'compute-threads': { type: 'string' } },
})
const computeThreads = Number(values['compute-threads'] ?? config().computeThreads)

try {
  await runWorker({
    concurrency: Number(values.concurrency ?? computeThreads),
    computeThreads,
    onReady: ({ poolId }) => log.info({ poolId, computeThreads }, 'worker is ready'),
    onEvent: report,
  })
  process.exit(0)
} catch (error) {
  log.fatal({ err: error }, 'worker cannot continue')
  process.exit(1)
}

function report(event: WorkerEvent): void {
  switch (event.type) {
    case 'started':
    case 'finished':
    case 'skipped':
      log.debug({ jobId: event.jobId, ...event.job }, event.type)
      return
    case 'retrying':
    case 'failed':
      log.warn({ jobId: event.jobId, ...event.job, attempt: event.attempt, err: event.error }, event.type)
      return
    case 'reaped':
      log.warn({ pools: event.pools }, 'took over the jobs of workers that stopped answering')
      return
    case 'lease-lost':
      log.warn('lost its lease: gave up its jobs')
      return
    case 'error':
      log.error({ err: event.error }, 'worker error')
      return
    default:
      event satisfies never
  }
}
