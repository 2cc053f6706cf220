import type { Command } from 'commander'
import { config, configure } from '@/lib/config'
import { closeDatabase, database } from '@/lib/db/database'
import { SemascopeError } from '@/lib/errors'
import { checkAddress } from '@/lib/services/people/exposed'
import { keepDatabase } from './demo/keep-database'
import { supervise } from './demo/supervise'
import type { Child } from './support/children'
import { addressOf, buildPages, startPages, untilAnswering } from './support/next'
import { port } from './support/options'
import { usablePort } from './support/port'
import { forever, Stopped, untilStopped } from './support/until-stopped'

interface ServeOptions {
  port?: number
  host?: string
  accounts?: boolean
  allowRemote?: boolean
}

/** Adds `serve` to the command line. */
export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('serve the pages and the API; builds the pages if their sources changed')
    .option('--port <port>', 'port to listen on, 0 for a free one (default: PORT, 3210)', port)
    .option('--host <host>', 'address to listen on (default: HOST, 127.0.0.1)')
    .option('--accounts', 'people sign in (default: AUTH)')
    .option(
      '--allow-remote',
      "trust everybody who can reach the server, as behind a proxy or in a container's network (default: ALLOW_REMOTE)",
    )
    .action(async (options: ServeOptions) => {
      configure({
        HOST: options.host,
        PORT: options.port?.toString(),
        AUTH: options.accounts ? 'accounts' : undefined,
        ALLOW_REMOTE: options.allowRemote ? '1' : undefined,
      })
      const { host } = config()
      checkAddress(host)
      const chosen = await usablePort(host, config().port)
      await untilStopped((signal) => serve(host, chosen, signal))
    })
}

/**
 * Serves until the signal aborts. The web server and the embedded database are started again when they end or are
 * killed. Everything acknowledged is on disk; other writes are sent again by their clients.
 */
async function serve(host: string, port: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const stop = () => over.abort(new Stopped())
  signal.addEventListener('abort', stop, { once: true })
  const say = (text: string) => process.stderr.write(`${text}\n`)
  const children = new Set<Child>()
  let keeping: Promise<void> | undefined
  try {
    const build = buildPages()
    if (build.needed) process.stdout.write('building the pages, about a minute …\n')
    try {
      await Promise.race([build.done, forever(signal)])
    } finally {
      await build.stop()
    }
    const { url } = await database()
    signal.throwIfAborted()
    keeping = keepDatabase(say, over.signal)
    let isFirst = true
    const start = () => {
      const settings = { host, port, env: { DATABASE_URL: url } }
      const child = startPages(settings, (text) => process.stderr.write(text))
      children.add(child)
      void child.ended.then(() => children.delete(child))
      void untilAnswering(child, addressOf(loopbackFor(host), port), over.signal)
        .then(() => {
          if (isFirst) process.stdout.write(`Semascope is at ${addressOf(host, port)} · Ctrl-C stops it\n`)
          isFirst = false
        })
        .catch(() => undefined)
      return child
    }
    await Promise.race([supervise({ start, report: say, signal: over.signal }), forever(signal)])
    throw new SemascopeError('unavailable', 'the web server keeps ending')
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
    await Promise.all([...children].map((child) => child.stop()))
    await keeping
    await closeDatabase()
  }
}

/** Returns the address at which this machine reaches a server that listens on `host`. */
function loopbackFor(host: string): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
}
