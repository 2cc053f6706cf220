import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCheckpoint } from '@/lib/train/checkpoint'

const root = fileURLToPath(new URL('../..', import.meta.url))
// Inside the repository, so that the bundle finds node_modules.
mkdirSync(path.join(root, '.semascope'), { recursive: true })
const work = mkdtempSync(path.join(root, '.semascope', 'test-training-'))
const bundle = path.join(work, 'child.mjs')
const model = path.join(work, 'model')

beforeAll(async () => {
  await build({
    entryPoints: [path.join(root, 'tests/integration/training-child.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfig: path.join(root, 'tsconfig.json'),
    outfile: bundle,
    logLevel: 'silent',
  })
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Options {
  kind: 'model' | 'dictionary' | 'topk'
  name: string
  out?: string
  /** Kill with −9 once this many steps are reported. */
  killAt?: number
  threads?: number
}

interface Outcome {
  code: number | null
  signal: NodeJS.Signals | null
  steps: number[]
  errors: string
}

function start({ kind, name, out, killAt, threads = 2 }: Options): Promise<Outcome> {
  const workDir = path.join(work, `work-${name}`)
  const outDir = out ?? path.join(work, `out-${name}`)
  const child: ChildProcess = spawn(
    process.execPath,
    [bundle, kind, workDir, outDir, model, String(killAt ?? ''), String(threads)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  return new Promise((resolve) => {
    const steps: number[] = []
    let errors = ''
    child.stderr?.on('data', (data) => {
      errors += data
    })
    child.stdout?.on('data', (data) => {
      steps.push(...String(data).trim().split('\n').map(Number))
      if (killAt !== undefined && (steps.at(-1) ?? 0) >= killAt) child.kill('SIGKILL')
    })
    child.on('close', (code, signal) => resolve({ code, signal, steps, errors }))
  })
}

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

describe('training a model', () => {
  const weights = (name: string) => path.join(work, `out-${name}`, 'model.safetensors')

  it('ends in the same weights after kill −9, twice', async () => {
    const straight = await start({ kind: 'model', name: 'straight', out: model })
    expect(straight.errors).toBe('')
    expect(straight.code).toBe(0)
    for (const killAt of [15, 40]) {
      const killed = await start({ kind: 'model', name: 'killed', killAt })
      expect(killed.signal).toBe('SIGKILL')
      expect(existsSync(weights('killed'))).toBe(false)
    }
    const resumed = await start({ kind: 'model', name: 'killed' })
    expect(resumed.errors).toBe('')
    expect(resumed.steps[0]).toBeGreaterThanOrEqual(40)
    expect(hashOf(weights('killed'))).toBe(hashOf(path.join(model, 'model.safetensors')))
    expect(hashOf(path.join(work, 'out-killed', 'tokenizer.json'))).toBe(
      hashOf(path.join(model, 'tokenizer.json')),
    )
  })

  it('learns, and says so with a held-out loss by package', () => {
    const { curve, metrics } = JSON.parse(readFileSync(path.join(model, 'training.json'), 'utf8'))
    expect(curve.at(-1).loss).toBeLessThan(curve[0].loss - 1)
    expect(metrics.ce).toBeLessThan(Math.log(300))
    const tokens = metrics.units.reduce((sum: number, unit: { tokens: number }) => sum + unit.tokens, 0)
    expect(tokens).toBe(metrics.tokens)
    expect(readFileSync(path.join(model, 'README.md'), 'utf8')).toContain(metrics.ce.toFixed(4))
  })

  it('refuses to resume with another number of threads', async () => {
    await start({ kind: 'model', name: 'threads', killAt: 10 })
    const refused = await start({ kind: 'model', name: 'threads', threads: 1 })
    expect(refused.code).not.toBe(0)
    expect(refused.errors).toContain('made with 2 threads, this run has 1')
  })
})

describe('training a dictionary', () => {
  const weights = (name: string) => path.join(work, `out-${name}`, 'sae_weights.safetensors')

  it('ends in the same weights after kill −9, with resampling on either side of it', async () => {
    const straight = await start({ kind: 'dictionary', name: 'd-straight' })
    expect(straight.errors).toBe('')
    expect(straight.code).toBe(0)
    for (const killAt of [20, 35]) {
      const killed = await start({ kind: 'dictionary', name: 'd-killed', killAt })
      expect(killed.signal).toBe('SIGKILL')
    }
    const checkpoint = readCheckpoint(path.join(work, 'work-d-killed'))
    expect(checkpoint?.meta.scalars['resampled@12']).toBeDefined()
    const resumed = await start({ kind: 'dictionary', name: 'd-killed' })
    expect(resumed.errors).toBe('')
    expect(hashOf(weights('d-killed'))).toBe(hashOf(weights('d-straight')))
    const record = (name: string) =>
      JSON.parse(readFileSync(path.join(work, `out-${name}`, 'training.json'), 'utf8'))
    expect(record('d-killed').resampled).toEqual(record('d-straight').resampled)
    expect(record('d-killed').metrics).toEqual(record('d-straight').metrics)
  })

  it('trains a topk dictionary, resumes it, and says what it is', async () => {
    const killed = await start({ kind: 'topk', name: 'topk', killAt: 20 })
    expect(killed.signal).toBe('SIGKILL')
    const other = await start({ kind: 'dictionary', name: 'topk' })
    expect(other.errors).toContain('"topk dictionary"')
    const resumed = await start({ kind: 'topk', name: 'topk' })
    expect(resumed.errors).toBe('')
    const straight = await start({ kind: 'topk', name: 'topk-straight' })
    expect(straight.errors).toBe('')
    expect(hashOf(weights('topk'))).toBe(hashOf(weights('topk-straight')))
    const dir = path.join(work, 'out-topk')
    const json = (file: string) => JSON.parse(readFileSync(path.join(dir, file), 'utf8'))
    expect(json('cfg.json')).toMatchObject({ architecture: 'topk', k: 6 })
    const { settings, metrics } = json('training.json')
    expect(settings).toMatchObject({ kind: 'topk', k: 6 })
    expect(settings).not.toHaveProperty('lambda')
    expect(metrics.l0).toBeGreaterThan(3)
    expect(metrics.l0).toBeLessThanOrEqual(6)
    const card = readFileSync(path.join(dir, 'README.md'), 'utf8')
    expect(card).toContain('architecture topk')
    expect(card).toContain('--kind topk --k 6')
    expect(card).not.toContain('λ')
  })
})
