import { closeDatabase, type Database, database } from '@/lib/db/database'
import { startWorker, type Worker, type WorkerEvent } from '@/lib/jobs/worker'
import { createCompute } from '@/lib/services/compute/pool'
import { analysisTasks } from '@/lib/services/pipeline/flow'

export interface AnalysisWorkerOptions {
  readonly database: Database
  /** Jobs at a time. */
  readonly concurrency: number
  readonly computeThreads: number
  readonly onEvent?: (event: WorkerEvent) => void
}

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
  return {
    poolId: worker.poolId,
    async stop() {
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
