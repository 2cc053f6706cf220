import path from 'node:path'
import type { Command } from 'commander'
import { config } from '@/lib/config'
import { readText } from '@/lib/corpus/read-text'
import { closeDatabase, type Database, database } from '@/lib/db/database'
import { aliveWorkers } from '@/lib/db/workers'
import { SemascopeError } from '@/lib/errors'
import { setPriority } from '@/lib/jobs/priority'
import { type ImportedBundle, importBundles } from '@/lib/services/import'
import { type StartOptions, startAnalysis, unfinishedRun } from '@/lib/services/pipeline/start'
import { startAnalysisWorker } from '@/workers/run-worker'
import { announce } from './support/announce'
import { followRun } from './support/follow-run'
import { goFirst } from './support/go-first'
import { howToResume, printNext } from './support/next-steps'
import { integer } from './support/options'
import { printOutcome } from './support/outcome'
import { untilStopped } from './support/until-stopped'
import { createProgress, type Progress } from './ui/progress'

interface ImportCliOptions {
  dictionary?: string[]
  name?: string
  text?: string[]
  demoCorpus?: boolean
  maxTokens?: number
  previewTokens?: number
  neurons: boolean
  seed?: number
  heldOutShare?: number
  effects?: number
  replace?: boolean
  wait?: boolean
  json?: boolean
}

/** Adds `import` to the command line. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('check a model with its dictionaries, import them and analyse them on text')
    .argument('<model>', 'Hugging Face GPT-2 directory')
    .option('--dictionary <dir...>', 'SAELens directories (default: all below <model>/dictionaries)')
    .option('--name <name>', "name in addresses (default: the directory's)")
    .option('--text <path...>', 'files, folders or patterns of .txt, .md, .jsonl and other text')
    .option('--demo-corpus', 'use the text of the installed packages instead')
    .option('--max-tokens <count>', 'most tokens to analyse (default: all)', integer(1))
    .option(
      '--preview-tokens <count>',
      'tokens of a preview that is published first (default: none)',
      integer(1),
    )
    .option('--no-neurons', 'leave out the neuron basis')
    .option('--seed <n>', 'seed of all samples', integer(0))
    .option(
      '--held-out-share <share>',
      'share of the documents counted as held out, for dictionaries that were trained on such text',
      share,
    )
    .option(
      '--effects <count>',
      'top examples of each feature whose loss effects are measured where attention follows the hook, 0 to 20 (default: 3)',
      integer(0),
    )
    .option('--replace', 'replace other weights with the same names')
    .option('--wait', 'show progress until the analysis is published')
    .option('--json', 'print JSON lines')
    .action(async (modelDir: string, options: ImportCliOptions) => {
      const progress = createProgress({ json: options.json ?? false })
      try {
        await importAndAnalyse(modelDir, options, progress)
      } finally {
        progress.stop()
        await closeDatabase()
      }
    })
}

async function importAndAnalyse(
  modelDir: string,
  options: ImportCliOptions,
  progress: Progress,
): Promise<void> {
  const source = await corpusSource(options)
  const db = await database()
  const bundles = importBundles({
    dataDir: config().dataDir,
    model: modelDir,
    neurons: options.neurons,
    ...(options.name !== undefined && { name: options.name }),
    ...(options.dictionary && { dictionaries: options.dictionary }),
  })
  const runs: number[] = []
  for (const bundle of bundles) runs.push(await start(bundle, source, options, db, progress))
  if (options.wait) await wait(runs, db, progress)
  else {
    progress.result({ runs })
    if ((await aliveWorkers(db.pool)).length === 0)
      progress.note('no worker is alive: start one with "semascope worker", or add --wait')
  }
}

/** Queues the analysis of one model's dictionaries and returns the run. */
async function start(
  bundle: ImportedBundle,
  source: Awaited<ReturnType<typeof corpusSource>>,
  options: ImportCliOptions,
  db: Database,
  progress: Progress,
): Promise<number> {
  for (const warning of bundle.warnings) progress.note(`warning: ${warning}`)
  const maxTokens = options.maxTokens ?? null
  const request: StartOptions = {
    bundle,
    corpus: { name: corpusName(options), source },
    maxTokens,
    previewTokens: options.previewTokens ?? null,
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.heldOutShare !== undefined && { heldOutShare: options.heldOutShare }),
    ...(options.effects !== undefined && { ablatedExamples: options.effects }),
    replace: options.replace ?? false,
  }
  const unfinished = await unfinishedRun(db, request)
  if (unfinished !== undefined) {
    progress.note(
      `run ${unfinished} is the same analysis and unfinished: it goes on. "semascope run cancel ${unfinished}" first begins it again`,
    )
    return unfinished
  }
  await announce(request, progress)
  const { runId } = await startAnalysis(db, request)
  const { shuffled } = bundle.model
  const of = shuffled ? ` of ${shuffled.of} with its weights shuffled` : ''
  progress.note(`run ${runId}: ${bundle.dictionaries.map(({ slug }) => slug).join(', ')}${of}`)
  return runId
}

async function wait(runs: readonly number[], db: Database, progress: Progress): Promise<void> {
  const alone = (await aliveWorkers(db.pool)).length === 0
  /** The runs that are waited for; the run after a preview takes its place. */
  const latest = [...runs]
  await goFirst(db, runs, progress)
  if (alone) progress.note('no worker is alive: this process works on the runs itself')
  const { computeThreads } = config()
  const worker = alone
    ? await startAnalysisWorker({ database: db, concurrency: computeThreads, computeThreads })
    : undefined
  const { stopped } = await untilStopped(
    async (signal) => {
      for (const [i, id] of runs.entries()) {
        const onFollowing = (next: number) => {
          latest[i] = next
        }
        const run = await followRun(id, { database, progress, signal, onFollowing })
        progress.result({ run: run.id, status: run.status, error: run.error })
        if (run.status === 'succeeded') await printOutcome(run.id, db, progress)
        else process.exitCode = 1
      }
    },
    {
      onStop: () => {
        progress.stop()
        progress.note(
          `stopping …${alone ? ' what is computed now is finished first; Ctrl-C again ends at once' : ''}`,
        )
      },
      force: () => process.exit(130),
    },
  ).finally(async () => {
    await worker?.stop()
    await setPriority(db.pool, latest, 'ordinary')
  })
  if (stopped) {
    process.exitCode = 130
    progress.note(await howToResume(latest, db))
  } else if (process.exitCode === undefined) await printNext(latest, db, progress)
}

/** Reads the text before anything is changed, so that an empty or binary corpus is refused here. */
async function corpusSource(options: ImportCliOptions) {
  if (Boolean(options.demoCorpus) === (options.text !== undefined))
    throw new SemascopeError('invalid_input', 'give either --text <path…> or --demo-corpus')
  if (!options.text) return { kind: 'dependency-tree' } as const
  const paths = options.text.map((file) => path.resolve(file))
  await readText(paths)
  return { kind: 'paths', paths } as const
}

function corpusName({ text }: ImportCliOptions): string {
  return text ? text.map((file) => path.basename(path.resolve(file))).join(', ') : 'dependency tree'
}

function share(text: string): number {
  const value = Number(text)
  if (!(value >= 0 && value <= 0.5))
    throw new SemascopeError('invalid_input', `--held-out-share is ${text}, not a number from 0 to 0.5`)
  return value
}
