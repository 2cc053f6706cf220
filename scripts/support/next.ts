import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { config } from '@/lib/config'
import { withFileLock } from '@/lib/db/embedded/file-lock'
import { SemascopeError } from '@/lib/errors'
import { sourceHash } from '../source-hash.mjs'
import { type Child, startChild, tail } from './children'
import { pause } from './follow-run'

/** What the pages are made from. */
const SOURCES = [
  'app',
  'lib',
  'public',
  'prisma',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const NEXT = 'node_modules/next/dist/bin/next'
const FOLLOW_PARENT = ['--import', `./scripts/follow-parent.mjs?parent=${process.pid}`]
/**
 * Rendering allocates much that soon becomes garbage. With this much room (MiB of each half of the young generation)
 * the collector runs a quarter as often, and a page costs a tenth less processor time.
 */
const YOUNG_GENERATION = '--max-semi-space-size=64'
const ENVIRONMENT = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }

export interface PageBuild {
  /** False if there is an earlier build of the same sources. */
  readonly needed: boolean
  readonly done: Promise<void>
  stop(): Promise<void>
}

/** Builds the pages unless there is an earlier build of the same sources. Two builds at once wait for each other. */
export function buildPages(): PageBuild {
  const { root } = config()
  const hash = sourceHash(SOURCES.map((name) => path.join(root, name)))
  const isFresh = () => builtHash(root) === hash
  if (isFresh()) return { needed: false, done: Promise.resolve(), stop: async () => undefined }
  let child: Child | undefined
  let stopped = false
  const done = locked(root, async () => {
    if (stopped || isFresh()) return
    rmSync(stampFile(root), { force: true })
    const output = tail()
    child = startChild({
      name: 'page build',
      args: [...FOLLOW_PARENT, NEXT, 'build'],
      env: ENVIRONMENT,
      onOutput: output.add,
    })
    const { code, signal } = await child.ended
    if (stopped) return
    if (code !== 0 || !existsSync(path.join(root, '.next', 'BUILD_ID')))
      throw new SemascopeError('internal', `building the pages failed (${signal ?? code}):\n${output.text}`)
    writeFileSync(stampFile(root), hash)
  })
  return {
    needed: true,
    done,
    async stop() {
      stopped = true
      await child?.stop(1000)
      await done.catch(() => undefined)
    },
  }
}

function locked(root: string, action: () => Promise<void>): Promise<void> {
  const dir = path.join(root, 'node_modules', '.cache')
  mkdirSync(dir, { recursive: true })
  return withFileLock(path.join(dir, 'semascope-page-build'), action, { timeoutMs: 600_000 })
}

const stampFile = (root: string) => path.join(root, '.next', 'source-hash')

function builtHash(root: string): string | undefined {
  const stamp = stampFile(root)
  if (!existsSync(stamp) || !existsSync(path.join(root, '.next', 'BUILD_ID'))) return undefined
  return readFileSync(stamp, 'utf8')
}

/** Starts `next start` on pages that have been built. */
export function startPages(
  { host, port, env = {} }: { host: string; port: number; env?: Readonly<Record<string, string>> },
  onOutput: (text: string) => void,
): Child {
  return startChild({
    name: 'web server',
    args: [YOUNG_GENERATION, ...FOLLOW_PARENT, NEXT, 'start', '--hostname', host, '--port', String(port)],
    env: { ...ENVIRONMENT, HOST: host, PORT: String(port), ...env },
    onOutput,
  })
}

/** Resolves when the server answers. Throws `unavailable` if the server ends or is silent for a minute. */
export async function untilAnswering(child: Child, url: string, signal?: AbortSignal): Promise<void> {
  let over = false
  void child.ended.then(() => {
    over = true
  })
  for (const deadline = Date.now() + 60_000; Date.now() < deadline && !over; ) {
    signal?.throwIfAborted()
    const answer = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(5000) }).catch(
      () => undefined,
    )
    if (answer?.ok) return
    await pause(200, signal)
  }
  throw new SemascopeError(
    'unavailable',
    over ? 'the web server ended while starting' : `${url} does not answer`,
  )
}

/** Returns the address that people open. */
export function addressOf(host: string, port: number): string {
  const name = host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
