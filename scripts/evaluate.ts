import path from 'node:path'
import type { Command } from 'commander'
import { config } from '@/lib/config'
import { dependencyTreeText, filesText } from '@/lib/train/corpus'
import { evaluateDictionaries } from '@/lib/train/evaluate-dictionaries'
import { integer } from './support/options'
import { metricsTable } from './ui/metrics'
import { createProgress } from './ui/progress'

interface Options {
  readonly model: string
  readonly dictionary: string[]
  readonly text?: string[]
  readonly threads: number
  readonly json?: boolean
}

/** Adds `evaluate` to the command line. */
export function registerEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description(
      'measure dictionaries on the held-out part of the text they were trained on, or on a sample of other text',
    )
    .requiredOption('--model <dir>', 'model directory')
    .requiredOption('--dictionary <dir...>', 'SAELens directories')
    .option('--text <paths...>', 'files, folders or globs of text (default: the installed packages)')
    .option('--threads <count>', 'threads inside an operator', integer(1, 256), 2)
    .option('--json', 'print JSON lines')
    .action(async (options: Options) => {
      const progress = createProgress({ json: options.json ?? false })
      const abort = new AbortController()
      const stop = () => abort.abort()
      process.once('SIGINT', stop)
      try {
        progress.phase(options.text ? 'reading the text' : 'reading the installed packages')
        const text = options.text ? await filesText(options.text) : await dependencyTreeText(config().root)
        await evaluateDictionaries(path.resolve(options.model), options.dictionary, text, {
          threads: options.threads,
          signal: abort.signal,
          start: (dir) => progress.phase(`measuring ${dir}`),
          progress: (update) => progress.update(update),
          measured: (dir, metrics) => {
            progress.note(`${dir}\n${metricsTable(metrics)}`)
            progress.result({ dir, ...metrics })
          },
        })
      } finally {
        process.off('SIGINT', stop)
        progress.stop()
      }
    })
}
