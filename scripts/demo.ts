import { mkdirSync } from 'node:fs'
import type { Command } from 'commander'
import { config, configure } from '@/lib/config'
import { availableProcessors } from '@/lib/config/processors'
import { closeDatabase, database } from '@/lib/db/database'
import { messageOf, SemascopeError } from '@/lib/errors'
import { checkAddress } from '@/lib/services/people/exposed'
import { keepDatabase } from './demo/keep-database'
import { servePages } from './demo/pages'
import { type DemoAnalysis, demoAnalysis, demoModelDirs, firstBundle, otherBundles } from './demo/run'
import { supervise } from './demo/supervise'
import { startWorkerChild } from './demo/worker-child'
import type { Child } from './support/children'
import { followRun } from './support/follow-run'
import { goFirst } from './support/go-first'
import { addressOf, buildPages, type PageBuild } from './support/next'
import { integer, port } from './support/options'
import { printOutcome } from './support/outcome'
import { usablePort } from './support/port'
import { forever, Stopped, untilStopped } from './support/until-stopped'
import { createProgress, type Progress } from './ui/progress'

interface DemoOptions {
  port?: number
  tokens: number
  previewTokens: number
  others: boolean
  computeThreads?: number
  exitWhenDone?: boolean
  json?: boolean
}

const STOPPING = 'stopping … "semascope demo" goes on where it stopped\n'

/** Adds `demo` to the command line. */
export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description(
      'analyse the shipped dictionaries on the text of the installed packages, and serve the pages',
    )
    .option('--port <port>', 'port of the pages, 0 for a free one (default: PORT, 3210)', port)
    .option('--tokens <count>', 'tokens to analyse', integer(10_000), 1_000_000)
    .option(
      '--preview-tokens <count>',
      'tokens of the preview that is published first',
      integer(10_000),
      60_000,
    )
    .option('--no-others', 'analyse only a1 and the neurons, not the other dictionaries')
    .option(
      '--compute-threads <count>',
      'compute threads of the worker (default: one per core)',
      integer(1, 64),
    )
    .option('--exit-when-done', 'stop when the analysis is published instead of serving on')
    .option('--json', 'print JSON lines')
    .action(async (options: DemoOptions) => {
      configure({ PORT: options.port?.toString() })
      const progress = createProgress({ json: options.json ?? false })
      const children = new Set<Child>()
      const { stopped } = await untilStopped((signal) => demo(options, progress, children, signal), {
        onStop: () => {
          progress.stop()
          process.stderr.write(STOPPING)
        },
        force: () => {
          for (const child of children) child.kill()
        },
      }).finally(() => progress.stop())
      if (stopped) process.exitCode = 0
    })
}

async function demo(
  options: DemoOptions,
  progress: Progress,
  children: Set<Child>,
  signal: AbortSignal,
): Promise<void> {
  const { host } = config()
  demoModelDirs()
  checkAddress(host)
  const chosen = await usablePort(host, config().port)
  const address = addressOf(host, chosen)
  prepareDataDir()
  const over = new AbortController()
  const stop = () => over.abort(new Stopped())
  signal.addEventListener('abort', stop, { once: true })
  const keep = (child: Child) => {
    children.add(child)
    void child.ended.then(() => children.delete(child))
    return child
  }
  const tasks: Promise<unknown>[] = []
  let build: PageBuild | undefined
  try {
    const { tokens, previewTokens, computeThreads = availableProcessors() } = options
    const db = await database()
    signal.throwIfAborted()
    build = buildPages()
    if (build.needed) progress.note('building the pages during the analysis, about a minute')
    const settings = { DATABASE_URL: db.url }
    const report = (text: string) => progress.note(text)
    const worker = {
      start: () => keep(startWorkerChild({ computeThreads }, settings, report)),
      report,
      signal: over.signal,
    }
    tasks.push(supervise(worker), keepDatabase(report, over.signal))
    const analysis = await demoAnalysis(
      db,
      firstBundle(),
      { tokens, previewTokens, computeThreads },
      progress,
    )
    progress.note(describeState(analysis.state))
    if (analysis.runId !== undefined) await goFirst(db, [analysis.runId], progress)
    const pages = servePages({
      host,
      port: chosen,
      address,
      build,
      settings,
      keep,
      progress,
      signal: over.signal,
    })
    const followed = async ({ runId }: DemoAnalysis) => {
      if (runId !== undefined)
        progress.note(`${await follow(runId, progress, over.signal)} · pages: ${address}`)
    }
    const run = followed(analysis).then(async () => {
      if (!options.others) return
      for (const bundle of otherBundles())
        await followed(
          await demoAnalysis(
            await database(),
            bundle,
            { tokens, previewTokens: null, computeThreads },
            progress,
          ),
        )
    })
    await untilDone([pages.running, run.then(() => pages.answering)], options.exitWhenDone === true, signal)
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
    await Promise.all([build?.stop(), ...[...children].map((child) => child.stop())])
    await Promise.allSettled(tasks)
    await closeDatabase()
  }
}

/** Waits for Ctrl-C or for the end of everything. Fails as soon as serving or the analysis fails. */
async function untilDone(
  [serving, done]: [Promise<unknown>, Promise<unknown>],
  exitWhenDone: boolean,
  signal: AbortSignal,
): Promise<void> {
  serving.catch(() => undefined)
  done.catch(() => undefined)
  await Promise.race([serving, done, forever(signal)])
  if (!exitWhenDone) await Promise.race([serving, forever(signal)])
}

function describeState(state: Awaited<ReturnType<typeof demoAnalysis>>['state']): string {
  switch (state) {
    case 'done':
      return 'the analysis is already published'
    case 'going-on':
      return 'an interrupted analysis continues where it stopped'
    case 'retried':
      return 'a failed analysis is tried again from its first unfinished stage'
    case 'started':
      return 'the analysis begins: a preview first, then all of it'
    default:
      return state satisfies never
  }
}

/** Makes the data directory. Throws `unavailable` if that fails, before anything heavy starts. */
function prepareDataDir(): void {
  const { dataDir } = config()
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (cause) {
    throw new SemascopeError(
      'unavailable',
      `cannot make the data directory ${dataDir}: ${messageOf(cause)}. Set DATA_DIR or --data-dir to a folder you may write to`,
      { cause },
    )
  }
}

/** Shows the analysis. While the database is away, `keepDatabase` reports. */
async function follow(runId: number, progress: Progress, signal: AbortSignal): Promise<string> {
  const onPollError = (error: unknown) => {
    if (error instanceof SemascopeError) throw error
  }
  const run = await followRun(runId, { database, progress, signal, onPollError })
  progress.result({ run: run.id, status: run.status, error: run.error })
  if (run.status === 'succeeded') await printOutcome(run.id, await database(), progress)
  switch (run.status) {
    case 'succeeded':
      return 'the analysis is complete'
    case 'failed':
      process.exitCode = 1
      return `the analysis failed: ${run.error}. Start the demo again to retry it`
    default:
      return `the analysis was cancelled; "semascope run retry ${run.id}" resumes it`
  }
}
