import { createHash } from 'node:crypto'
import type { Command } from 'commander'
import { closeDatabase, database } from '@/lib/db/database'
import { dumpAnalysis, dumpSources } from '@/lib/db/dump'

/** Adds `dump-analysis` to the command line. */
export function registerDumpAnalysis(program: Command): void {
  program
    .command('dump-analysis')
    .description('write every published computed table as JSON lines in a fixed order, to compare analyses')
    .option('--dictionary <slug>', 'only of this dictionary (default: all)')
    .option('--hash', 'print only the SHA-256 of the lines')
    .action(async ({ dictionary, hash }: { dictionary?: string; hash?: boolean }) => {
      const digest = createHash('sha256')
      try {
        const { pool } = await database()
        for (const source of await dumpSources(pool, dictionary))
          for await (const line of dumpAnalysis(pool, source)) {
            if (hash) digest.update(line).update('\n')
            else process.stdout.write(`${line}\n`)
          }
      } finally {
        await closeDatabase()
      }
      if (hash) process.stdout.write(`${digest.digest('hex')}\n`)
    })
}
