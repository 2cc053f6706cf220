import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nativeGate } from '@/lib/runtime/native-gate'

describe('a gate', () => {
  it('lets native calls in until it is closed, and tells when the last has left', async () => {
    const inside = nativeGate()
    const outside = nativeGate(inside.memory)
    let answer: (() => void) | undefined
    const call = inside.pass(
      () =>
        new Promise<string>((resolve) => {
          answer = () => resolve('done')
        }),
    )
    expect(outside.idle).toBe(false)
    outside.close()
    expect(outside.waitIdle(20)).toBe(false)
    await expect(inside.pass(async () => 'never')).rejects.toMatchObject({ code: 'unavailable' })
    expect(outside.idle).toBe(false)
    answer?.()
    expect(await call).toBe('done')
    expect(outside.idle).toBe(true)
    expect(outside.waitIdle(0)).toBe(true)
  })

  it('is left by a call that fails', async () => {
    const gate = nativeGate()
    await expect(gate.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(gate.idle).toBe(true)
  })
})

describe('a process whose threads are inside ONNX Runtime', () => {
  const folder = mkdtempSync(join(tmpdir(), 'semascope-exit-'))
  const root = join(import.meta.dirname, '../..')

  beforeAll(async () => {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    await build({
      entryPoints: ['thread-entry.ts', 'exiting-process.ts'].map((name) => join(import.meta.dirname, name)),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      tsconfig: join(root, 'tsconfig.json'),
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const run = (how: 'close' | 'exit', wait: number): SpawnSyncReturns<string> =>
    spawnSync(
      process.execPath,
      [join(folder, 'exiting-process.mjs'), join(folder, 'thread-entry.mjs'), how, String(wait)],
      { encoding: 'utf8', timeout: 30_000 },
    )

  it.each(['close', 'exit'] as const)(
    'ends without an abort at any moment of a call (%s)',
    (how) => {
      for (const wait of [0, 7, 16, 29, 43, 60]) {
        const { status, signal, stdout, stderr } = run(how, wait)
        expect({ wait, status, signal, stdout, stderr }).toEqual({
          wait,
          status: 130,
          signal: null,
          stdout: 'ends\n',
          stderr: '',
        })
      }
    },
    120_000,
  )
})
