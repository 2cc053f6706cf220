import { startEmbeddedPostgres } from '@/lib/db/embedded'

/** Starts or joins the server of a folder and keeps it until SIGTERM; SIGUSR2 ends it without stopping the server. */
const [, , dataDir = '', root = ''] = process.argv
const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const server = await startEmbeddedPostgres({ dataDir, port: 0, root })
  // Before the line that a test waits for: a signal may follow it at once.
  process.on('SIGTERM', async () => {
    await server.stop()
    process.exit(0)
  })
  process.on('SIGUSR2', () => process.exit(0))
  say(`${server.alreadyRunning ? 'joined' : 'started'} ${server.url}`)
  setInterval(() => undefined, 1000)
} catch (error) {
  say(`failed ${(error as Error).message}`)
}
