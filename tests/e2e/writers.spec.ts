import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SECONDS = Number(process.env.WRITERS_SECONDS ?? 15)

interface Figures {
  readonly writers: {
    readonly scores: number
    readonly retries: number
    readonly kills: readonly { readonly what: string; readonly awaySeconds: number }[]
  }
}

/** Runs the benchmark of writers, which fails when a score is lost, doubled or altered. */
function bench(seconds: number): Promise<{ code: number | null; output: string }> {
  const args = ['dist/bench.js', '--only', 'writers', '--annotators', '50', '--seconds', String(seconds)]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ code, output: code === 0 ? output : errors + output })),
  )
}

test('fifty annotators lose no score and none is doubled when web and database are killed with −9', async () => {
  test.setTimeout((SECONDS + 300) * 1000)
  const { code, output } = await bench(SECONDS)
  expect(code, output).toBe(0)
  const { writers } = JSON.parse(output) as Figures
  expect(writers).toMatchObject({ lost: 0, doubled: 0, altered: 0, undead: 0, crowded: 0, unasked: 0 })
  expect(writers.scores).toBeGreaterThan(50)
  // the kills hit while people wrote
  expect(writers.retries).toBeGreaterThan(0)
  expect(writers.kills.map(({ what }) => what)).toEqual(['web', 'database', 'web', 'database'])
})
