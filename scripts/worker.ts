import os from 'node:os'
import type { Command } from 'commander'
import { config } from '@/lib/config'
import { messageOf } from '@/lib/errors'
import type { WorkerEvent } from '@/lib/jobs/worker'
import { runWorker } from '@/workers/run-worker'
import { integer } from './support/options'

interface WorkerCliOptions {
  concurrency?: number
  computeThreads?: number
  json?: boolean
}

/** Adds `worker` to the command line. */
export function registerWorker(program: Command): void {
  program
    .command('worker')
    .description(
      'work on jobs until stopped; start as many workers as you like, on any machine that can reach the database',
    )
    .option('--concurrency <jobs>', 'jobs at a time (default: one per compute thread)', integer(1, 64))
    .option('--compute-threads <count>', 'compute threads (default: COMPUTE_THREADS)', integer(1, 64))
    .option('--json', 'print JSON lines')
    .action(async (options: WorkerCliOptions) => {
      const computeThreads = options.computeThreads ?? config().computeThreads
      const print = (event: Readonly<Record<string, unknown>>, text: string) =>
        process.stdout.write(options.json ? `${JSON.stringify(event)}\n` : `${text}\n`)
      await runWorker({
        computeThreads,
        concurrency: options.concurrency ?? computeThreads,
        onReady: ({ poolId }) =>
          print(
            { type: 'ready', poolId, pid: process.pid, host: os.hostname() },
            `worker ${process.pid} is ready; Ctrl-C stops it and gives its jobs back`,
          ),
        onEvent: (event) => print(plain(event), describeEvent(event)),
      })
    })
}

function plain(event: WorkerEvent): Record<string, unknown> {
  return 'error' in event ? { ...event, error: messageOf(event.error) } : { ...event }
}

/** Describes an event of a worker in one line. */
function describeEvent(event: WorkerEvent): string {
  switch (event.type) {
    case 'reaped':
      return `took over the jobs of ${event.pools.length} workers that stopped answering`
    case 'lease-lost':
      return 'lost its lease and gave up its jobs'
    case 'error':
      return `error: ${messageOf(event.error)}`
    default: {
      const { name, payload } = event.job
      const { runId, ...rest } = payload as { runId: number } & Record<string, unknown>
      const what = [`run ${runId}`, name, ...Object.values(rest)].join(' ')
      return 'error' in event ? `${event.type} ${what}: ${messageOf(event.error)}` : `${event.type} ${what}`
    }
  }
}
