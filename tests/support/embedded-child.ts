import { startEmbeddedPostgres } from '@/lib/db/embedded'

/** Starts or joins the server of a folder and keeps it until SIGTERM; `leave` ends without stopping it. */
const [, , dataDir = '', root = ''] = process.argv
const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const server = await startEmbeddedPostgres({ dataDir, port: 0, root })
  say(`${server.alreadyRunning ? 'joined' : 'started'} ${server.url}`)
  process.on('SIGTERM', async () => {
    await server.stop()
    process.exit(0)
  })
  process.on('SIGUSR2', () => process.exit(0))
  setInterval(() => undefined, 1000)
} catch (error) {
  say(`failed ${(error as Error).message}`)
}
