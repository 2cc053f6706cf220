import type { Command } from 'commander'
import { closeDatabase, database } from '@/lib/db/database'
import { listRuns, type RunState } from '@/lib/db/run-list'
import { aliveWorkers } from '@/lib/db/workers'
import { integer } from './support/options'
import { formatNumber, formatSeconds } from './ui/numbers'

/** Adds `status` to the command line. */
export function registerStatus(program: Command): void {
  program
    .command('status')
    .description('show runs with their stages, and the running workers')
    .option('--limit <count>', 'runs to show', integer(1, 1000), 5)
    .option('--json', 'print JSON')
    .action(async ({ limit, json }: { limit: number; json?: boolean }) => {
      try {
        const db = await database()
        const runs = await listRuns(db, { limit })
        const workers = await aliveWorkers(db.pool)
        if (json) process.stdout.write(`${JSON.stringify({ workers, runs })}\n`)
        else {
          const lines = workers.map(({ host, pid }) => `worker ${pid} on ${host}`)
          process.stdout.write(`${lines.length > 0 ? lines.join('\n') : 'no worker is alive'}\n`)
          process.stdout.write(runs.length > 0 ? runs.map(describeRun).join('') : 'no runs yet\n')
        }
      } finally {
        await closeDatabase()
      }
    })
}

function describeRun(run: RunState): string {
  const stages = run.stages.map((stage) => {
    const share =
      stage.total > 0 ? ` ${formatNumber(stage.done)}/${formatNumber(stage.total)} ${stage.unit}` : ''
    const rate = stage.status === 'running' && stage.rate !== null ? `, ${formatNumber(stage.rate)}/s` : ''
    const left = stage.etaSeconds === null ? '' : `, ${formatSeconds(stage.etaSeconds)} left`
    return `  ${stage.name.padEnd(10)} ${stage.status.padEnd(10)}${share}${rate}${left}\n`
  })
  const error = run.error === null ? '' : `  error: ${run.error}\n`
  return `\nrun ${run.id}: ${run.title}: ${run.status}\n${stages.join('')}${error}`
}
