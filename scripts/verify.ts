import type { Command } from 'commander'
import { closeDatabase, database } from '@/lib/db/database'
import { SemascopeError } from '@/lib/errors'
import { type VerifiedFeature, verify } from '@/lib/services/verify'
import { integer } from './support/options'
import { createProgress } from './ui/progress'

interface Options {
  readonly features?: string
  readonly count: number
  readonly seed: number
  readonly json?: boolean
}

/** Adds `verify` to the command line. */
export function registerVerify(program: Command): void {
  program
    .command('verify')
    .description(
      'compute features again by brute force from weights and text, and compare them with the published ones',
    )
    .argument('<dictionary>', 'such as one-layer-a.a1')
    .option('--features <list>', 'indices, separated by commas (default: drawn by the seed)')
    .option('--count <n>', 'features to draw', integer(1, 1000), 5)
    .option('--seed <n>', 'seed of the draw', integer(0, 2 ** 31 - 1), 0)
    .option('--json', 'print JSON')
    .action(async (dictionary: string, options: Options) => {
      const progress = createProgress({ json: options.json ?? false, stream: process.stderr })
      progress.phase('verify')
      try {
        const verified = await verify(await database(), {
          dictionary,
          count: options.count,
          seed: options.seed,
          onProgress: (done, total) => {
            if (done % 64 === 0) progress.update({ done, total })
          },
          ...(options.features === undefined ? {} : { features: options.features.split(',').map(Number) }),
        })
        process.stdout.write(options.json ? `${JSON.stringify(verified)}\n` : verified.map(describe).join(''))
        const wrong = verified.flatMap(({ checks }) => checks).filter(({ ok }) => !ok).length
        if (wrong > 0) throw new SemascopeError('internal', `${wrong} checks failed`)
      } finally {
        progress.stop()
        await closeDatabase()
      }
    })
}

function describe({ index, checks }: VerifiedFeature): string {
  const lines = checks.map(({ name, ok, stored, recomputed }) => {
    const values = [stored, recomputed].map((value) => JSON.stringify(value).slice(0, 60))
    return `  ${ok ? 'ok    ' : 'WRONG '} ${name}: stored ${values[0]}, recomputed ${values[1]}\n`
  })
  return `feature ${index}\n${lines.join('')}`
}
