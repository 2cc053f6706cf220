import type { Command } from 'commander'
import { config, configure } from '@/lib/config'
import { SemascopeError } from '@/lib/errors'
import { addressOf, buildPages, startPages, untilAnswering } from './support/next'
import { port } from './support/options'
import { usablePort } from './support/port'
import { forever, untilStopped } from './support/until-stopped'

interface ServeOptions {
  port?: number
  host?: string
  allowRemote?: boolean
}

/** Adds `serve` to the command line. */
export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('serve the pages and the API; builds the pages when their sources changed')
    .option('--port <port>', 'port to listen on, 0 for a free one (default: PORT, 3210)', port)
    .option('--host <host>', 'address to listen on (default: HOST, 127.0.0.1)')
    .option('--allow-remote', 'let --host be an address that other machines reach')
    .action(async (options: ServeOptions) => {
      configure({
        HOST: options.host,
        PORT: options.port?.toString(),
        ALLOW_REMOTE: options.allowRemote ? '1' : undefined,
      })
      const { host } = config()
      checkHost(host)
      const chosen = await usablePort(host, config().port)
      await untilStopped((signal) => serve(host, chosen, signal))
    })
}

/** Throws `forbidden` for an address beyond this machine that was not asked for in so many words. */
export function checkHost(host: string): void {
  if (['localhost', '::1'].includes(host) || /^127(\.\d{1,3}){3}$/.test(host)) return
  if (config().allowRemote) return
  throw new SemascopeError(
    'forbidden',
    `${host} can be reached by other machines, and whoever reaches it may read and write everything. ` +
      'If that is meant, add --allow-remote or set ALLOW_REMOTE=1, and list the names people use in ALLOWED_HOSTS',
  )
}

async function serve(host: string, port: number, signal: AbortSignal): Promise<void> {
  const build = buildPages()
  if (build.needed) process.stdout.write('building the pages, about a minute …\n')
  try {
    await Promise.race([build.done, forever(signal)])
  } finally {
    await build.stop()
  }
  const child = startPages({ host, port }, (text) => process.stderr.write(text))
  try {
    await untilAnswering(child, addressOf(loopbackFor(host), port), signal)
    process.stdout.write(`Semascope is at ${addressOf(host, port)} · Ctrl-C stops it\n`)
    const ended = child.ended.then(({ code, signal: name }) => {
      throw new SemascopeError('unavailable', `the web server ended (${name ?? code})`)
    })
    await Promise.race([ended, forever(signal)])
  } finally {
    await child.stop()
  }
}

/** Where this machine reaches a server that listens on `host`. */
function loopbackFor(host: string): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
}
