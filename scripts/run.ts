import type { Command } from 'commander'
import { closeDatabase, database } from '@/lib/db/database'
import { cancelRun } from '@/lib/db/runs'
import type { Pool } from '@/lib/db/transaction'
import { retryRun } from '@/lib/jobs/queue'
import { integer } from './support/options'

/** Adds `run cancel` and `run retry` to the command line. */
export function registerRun(program: Command): void {
  const run = program.command('run').description('cancel a run, or resume a failed or cancelled one')
  add(run, 'cancel', 'cancel a queued or running run', cancelRun)
  add(run, 'retry', 'resume a failed or cancelled run at its first unfinished stage', retryRun)
}

function add(
  parent: Command,
  name: 'cancel' | 'retry',
  description: string,
  action: (pool: Pool, runId: number) => Promise<void>,
): void {
  parent
    .command(name)
    .description(description)
    .argument('<run>', 'number of the run', integer(1))
    .option('--json', 'print JSON')
    .action(async (runId: number, { json }: { json?: boolean }) => {
      try {
        const { pool } = await database()
        await action(pool, runId)
        const done = name === 'cancel' ? 'cancelled' : 'queued'
        process.stdout.write(
          json ? `${JSON.stringify({ run: runId, status: done })}\n` : `run ${runId} is ${done}\n`,
        )
      } finally {
        await closeDatabase()
      }
    })
}
