import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const LONGEST_MS = 10 * 60_000

export interface RunningDemo {
  readonly dataDir: string
  stop(): Promise<void>
}

/** Runs `semascope demo` in a data directory of its own; resolves when the analysis is published and pages answer. */
export async function startDemo({ port, tokens }: { port: number; tokens: number }): Promise<RunningDemo> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'semascope-e2e-'))
  // Postgres does not run as root, and its account must be able to enter the folder.
  chmodSync(dataDir, 0o755)
  const { DATABASE_URL: _, ...environment } = process.env
  const args = ['bin/semascope.js', 'demo', '--no-others', '--json', '--data-dir', dataDir]
  const sizes = ['--port', String(port), '--tokens', String(tokens), '--preview-tokens', '10000']
  const child = spawn(process.execPath, [...args, ...sizes], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the demo took too long:\n${output}`)), LONGEST_MS)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const published = /"type":"result".*"status":"succeeded"/.test(output)
      if (!published || !output.includes('Semascope is at')) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => {
      clearTimeout(timer)
      reject(new Error(`the demo ended:\n${output}`))
    })
  })
  const stop = async () => {
    child.kill('SIGINT')
    await ended
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await ready
  } catch (error) {
    await stop()
    throw error
  }
  return { dataDir, stop }
}
