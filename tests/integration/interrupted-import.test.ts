/** Ctrl-C at many moments of a real import: it always ends in order, and the run goes on afterwards. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listRuns } from '@/lib/db/run-list'
import { ROOT, withDatabase } from '../support/database'
import { tinyText, writeTinyBundle } from '../support/tiny-bundle'

const TOKENS = 100_000

const db = withDatabase()
const children = new Set<ChildProcess>()
let dir = ''

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'semascope-interrupted-'))
  writeTinyBundle(dir)
  mkdirSync(path.join(dir, 'text'))
  for (let i = 0; i < 12; i++) writeFileSync(path.join(dir, 'text', `${i}.txt`), tinyText(i, 2000))
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
  /** From Ctrl-C to the end. */
  readonly seconds: number
}

/** Runs `import --wait`, and presses Ctrl-C `delay` milliseconds after the output names `stage`. */
async function importAndWait(seed: number, press?: { stage: string; delay: number }): Promise<Ended> {
  const args = ['bin/semascope.js', 'import', path.join(dir, 'tiny'), '--text', path.join(dir, 'text')]
  const more = ['--no-neurons', '--max-tokens', String(TOKENS), '--seed', String(seed), '--wait']
  const child = spawn(process.execPath, [...args, ...more], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: db.current.url,
      DATA_DIR: path.join(dir, 'data'),
      COMPUTE_THREADS: '2',
      ORT_THREADS: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let output = ''
  let pressed: number | undefined
  const read = (chunk: Buffer) => {
    output += chunk.toString()
    if (!press || pressed !== undefined || !output.includes(` ${press.stage}, `)) return
    pressed = performance.now() + press.delay
    setTimeout(() => child.kill('SIGINT'), press.delay)
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('close', (...end) => resolve(end)),
  )
  children.delete(child)
  return { code, signal, output, seconds: (performance.now() - (pressed ?? performance.now())) / 1000 }
}

describe('Ctrl-C during an import', () => {
  it('always ends without an abort, soon, with a note that says how to go on', async () => {
    for (let i = 0; i < 10; i++) {
      const stage = i % 2 === 0 ? 'harvest' : 'examples'
      const { code, signal, output, seconds } = await importAndWait(i, {
        stage,
        delay: [0, 60, 140, 260, 420][i >> 1],
      })
      const what = { i, stage, output }
      expect({ ...what, code, signal }).toEqual({ ...what, code: 130, signal: null })
      expect(output).not.toContain('terminate called')
      expect(output).toMatch(/stopped: run \d+ is unfinished and keeps what it has; .*semascope worker/)
      // Not a terminal: no control characters, so no hidden cursor either.
      expect(output).not.toContain('\x1b')
      expect(seconds).toBeLessThan(15)
    }
  }, 240_000)

  it('leaves a run that the same command finishes before all others, which it names', async () => {
    const before = await listRuns(db.current)
    expect(before).toHaveLength(10)
    const { code, output } = await importAndWait(9)
    expect({ code, output }).toEqual({ code: 0, output })
    const id = before[0].id
    expect(output).toContain(`run ${id} is the same analysis and unfinished: it goes on`)
    expect(output).toContain('also unfinished: ')
    expect(output).toContain(`run ${id} is done`)
    expect(output).toMatch(/tiny\.d1 {2}96 features/)
    const after = await listRuns(db.current)
    expect(after.map(({ status }) => status).filter((status) => status === 'succeeded')).toHaveLength(1)
    expect(after[0].status).toBe('succeeded')
  }, 120_000)
})
