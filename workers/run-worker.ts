import { createCompute } from '@/lib/compute/pool'
import { cleanAnalyses } from '@/lib/db/analyses'
import { closeDatabase, type Database, database } from '@/lib/db/database'
import { startWorker, type Worker, type WorkerEvent } from '@/lib/jobs/worker'
import { log } from '@/lib/log'
import { analysisTasks } from '@/lib/services/pipeline/flow'

export interface AnalysisWorkerOptions {
  readonly database: Database
  /** Jobs at a time. */
  readonly concurrency: number
  readonly computeThreads: number
  readonly onEvent?: (event: WorkerEvent) => void
}

/** How often analyses that nobody reads any more are dropped. */
const CLEAN_MS = 60_000

/** Starts taking jobs in this process, with compute threads of its own. */
export async function startAnalysisWorker({
  database,
  concurrency,
  computeThreads,
  onEvent,
}: AnalysisWorkerOptions): Promise<Worker> {
  const compute = createCompute({ size: computeThreads, maxQueue: 64 })
  const worker = await startWorker({
    database,
    concurrency,
    tasks: analysisTasks({ database, compute }),
    ...(onEvent && { onEvent }),
  })
  const cleaning = setInterval(() => {
    // Two workers may want to drop the same table; whoever comes second finds it gone next time.
    cleanAnalyses(database.pool).catch((error) => log.debug({ err: error }, 'cleaning up failed'))
  }, CLEAN_MS)
  cleaning.unref()
  return {
    poolId: worker.poolId,
    async stop() {
      clearInterval(cleaning)
      await worker.stop()
      await compute.close()
    },
  }
}

export interface RunWorkerOptions extends Omit<AnalysisWorkerOptions, 'database'> {
  readonly onReady?: (worker: Worker) => void
}

/**
 * Works until SIGINT or SIGTERM, or until the parent process that holds this one's channel is gone. Jobs under way go
 * back to the queue at once, to be done again elsewhere.
 */
export async function runWorker({ onReady, ...options }: RunWorkerOptions): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(event, () => resolve())
  })
  try {
    const worker = await startAnalysisWorker({ ...options, database: await database() })
    onReady?.(worker)
    await stopped
    await worker.stop()
  } finally {
    await closeDatabase()
  }
}
