import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const LONGEST_MS = 120_000

/** The data of the demo that the tests drive; E2E_DATA_DIR names it where a server runs already. */
function dataDir(): string {
  const dir = process.env.E2E_DATA_DIR
  if (!dir) throw new Error('set E2E_DATA_DIR to the data directory of the server at E2E_BASE_URL')
  return dir
}

function semascope(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const { DATABASE_URL: _, AUTH: __, ...env } = process.env
  return spawn(process.execPath, ['bin/semascope.js', '--data-dir', dataDir(), ...args], {
    cwd: ROOT,
    env: { ...env, ...settings },
  })
}

/** Runs a command to its end, with `input` on its standard input; what it printed. Throws when it fails. */
export async function run(args: readonly string[], input = ''): Promise<string> {
  const child = semascope(args)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  child.stdin.end(input)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`semascope ${args.join(' ')} ended with ${code}: ${output}`)
  return output
}

/** Serves the demo's data once more. */
export async function serve(
  options: readonly string[],
  settings?: Readonly<Record<string, string>>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const child = semascope(['serve', '--port', '0', ...options], settings)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => reject(new Error(`the server took too long: ${output}`)), LONGEST_MS)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const address = /Semascope is at (\S+)/.exec(output)?.[1]
      if (!address) return
      clearTimeout(timer)
      resolve(address)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(`the server ended: ${output}`)))
  })
  return {
    url,
    async stop() {
      child.kill('SIGINT')
      await ended
    },
  }
}
