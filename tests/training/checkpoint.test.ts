import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { assertSameRun, dropCheckpoint, readCheckpoint, writeCheckpoint } from '@/lib/train/checkpoint'
import { TrainState } from '@/lib/train/state'

const root = mkdtempSync(path.join(tmpdir(), 'semascope-checkpoint-'))
afterAll(() => rmSync(root, { recursive: true }))

const meta = {
  step: 12,
  identity: { kind: 'model', seed: 1, corpus: 'abc' },
  threads: 2,
  seconds: 3.5,
  curve: [{ step: 10, tokens: 100, loss: 2.5 }],
  scalars: { scale: 0.1 },
}
const tensors = { w: { data: Float32Array.of(1.1, -2, 3e-38, 4), dims: [2, 2] } }

describe('checkpoints', () => {
  it('come back bit for bit', () => {
    const dir = path.join(root, 'a')
    expect(readCheckpoint(dir)).toBeNull()
    writeCheckpoint(dir, meta, tensors)
    const found = readCheckpoint(dir)
    expect(found?.meta).toEqual(meta)
    expect(found?.tensor('w')).toEqual(tensors.w)
    dropCheckpoint(dir)
    expect(readCheckpoint(dir)).toBeNull()
  })

  it('keep the old one when a weight is not finite', () => {
    const dir = path.join(root, 'b')
    writeCheckpoint(dir, meta, tensors)
    const file = path.join(dir, 'checkpoint.safetensors')
    const before = readFileSync(file)
    const bad = { w: { data: Float32Array.of(1, Number.NaN, 3, 4), dims: [2, 2] } }
    expect(() => writeCheckpoint(dir, { ...meta, step: 13 }, bad)).toThrow('"w"')
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(existsSync(file)).toBe(true)
  })

  it('refuse another kind of file', () => {
    const dir = path.join(root, 'c')
    writeCheckpoint(dir, meta, tensors)
    const file = path.join(dir, 'checkpoint.safetensors')
    writeFileSync(file, readFileSync(file).subarray(0, 40))
    expect(() => readCheckpoint(dir)).toThrow(file)
  })

  it('belong to one run: the first setting that differs is named', () => {
    const wanted = { identity: { ...meta.identity, seed: 2 }, threads: 2 }
    expect(() => assertSameRun('dir', meta, wanted, true)).toThrow('seed 1, this run has 2')
    expect(() => assertSameRun('dir', meta, meta, false)).not.toThrow()
  })

  it('belong to a number of threads unless a change is allowed', () => {
    const wanted = { identity: meta.identity, threads: 1 }
    expect(() => assertSameRun('dir', meta, wanted, false)).toThrow('made with 2 threads, this run has 1')
    expect(() => assertSameRun('dir', meta, wanted, true)).not.toThrow()
  })
})

describe('TrainState', () => {
  const parameters = { w: { data: Float32Array.of(1, 2), dims: [2] } }

  it('swaps what is read with what was written', () => {
    const state = new TrainState(parameters)
    expect(Object.keys(state.feeds())).toEqual(['w', 'w.m', 'w.v'])
    const fetches = state.fetches()
    expect(Object.keys(fetches)).toEqual(['w_next', 'w.m_next', 'w.v_next'])
    fetches.w_next.data.set([7, 8] as never)
    expect([...state.data('w')]).toEqual([1, 2])
    state.swap()
    expect([...state.data('w')]).toEqual([7, 8])
    expect([...parameters.w.data]).toEqual([1, 2])
  })

  it('refuses a tensor of another shape', () => {
    const state = new TrainState(parameters)
    expect(() => state.load(() => ({ data: new Float32Array(3), dims: [3] }))).toThrow('"w" has shape [3]')
  })
})
