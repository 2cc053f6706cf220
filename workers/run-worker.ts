import { createCompute } from '@/lib/compute/pool'
import { cleanAnalyses } from '@/lib/db/analyses'
import { closeDatabase, type Database, database } from '@/lib/db/database'
import { startWorker, type Worker, type WorkerEvent } from '@/lib/jobs/worker'
import { log } from '@/lib/log'
import { analysisTasks } from '@/lib/services/pipeline/flow'

export interface AnalysisWorkerOptions {
  readonly database: Database
  /** Number of jobs at a time. */
  readonly concurrency: number
  readonly computeThreads: number
  readonly onEvent?: (event: WorkerEvent) => void
}

/** Time between two deletions of analyses that are no longer read. */
const CLEAN_MS = 60_000

/** Starts working on jobs in this process, with compute threads of its own. */
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
    // Two workers may want to drop the same table; the second one will not find it next time.
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
 * Works until SIGINT or SIGTERM, or until the parent process at the other end of the channel is gone. Jobs in
 * progress go back to the queue at once and are done again elsewhere.
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
