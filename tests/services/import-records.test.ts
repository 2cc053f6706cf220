import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { toTrainingRecord } from '@/lib/contract/training-record'
import { readSweeps, readTrainingRecord } from '@/lib/services/import-records'

const dir = mkdtempSync(path.join(tmpdir(), 'semascope-records-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const shipped = path.join(import.meta.dirname, '../../models/one-layer-a/dictionaries/a1')
const HASH = 'a'.repeat(64)

describe('training.json', () => {
  it('of the shipped dictionary is read, its resampling in order of steps', () => {
    const warnings: string[] = []
    const record = readTrainingRecord(shipped, warnings)
    const file = JSON.parse(readFileSync(path.join(shipped, 'training.json'), 'utf8'))
    expect(warnings).toEqual([])
    expect(record?.curve).toHaveLength(file.curve.length)
    expect(record?.settings).toEqual(file.settings)
    expect(record?.resampled.length).toBe(Object.keys(file.resampled).length)
  })

  it('orders events by number, not by name', () => {
    const base = JSON.parse(readFileSync(path.join(shipped, 'training.json'), 'utf8'))
    const record = toTrainingRecord({ ...base, resampled: { 'resampled@1000': 3, 'resampled@20': 7 } })
    expect(record?.resampled).toEqual([
      { step: 20, features: 7 },
      { step: 1000, features: 3 },
    ])
    expect(toTrainingRecord({ ...base, resampled: { later: 3 } })).toBeNull()
  })

  it('is left out with a warning if it belongs to something else', () => {
    writeFileSync(path.join(dir, 'training.json'), '{"epochs": 3}')
    const warnings: string[] = []
    expect(readTrainingRecord(dir, warnings)).toBeNull()
    expect(warnings[0]).toContain('training.json is not a training record')
    expect(readTrainingRecord(path.join(dir, 'nowhere'), [])).toBeNull()
  })
})

describe('sweeps', () => {
  const point = {
    name: 'p1',
    kind: 'standard',
    lambda: 3,
    l0: 12.5,
    ceRecovered: 0.8,
    explainedVariance: 0.7,
    deadFraction: 0,
    activations: 1000,
    seconds: 3,
  }
  const sweep = {
    model: 'one-layer-a',
    modelHash: HASH,
    hook: 'blocks.0.mlp.hook_post',
    features: 4096,
    heldOutTokens: 1000,
    corpusHash: 'b54093be1b0430a8',
    points: [point],
  }

  it('belong to exactly these weights; others are named in warnings', () => {
    mkdirSync(path.join(dir, 'sweeps'))
    const write = (name: string, value: unknown) =>
      writeFileSync(path.join(dir, 'sweeps', name), typeof value === 'string' ? value : JSON.stringify(value))
    write('b.json', sweep)
    write('a.json', { ...sweep, points: [{ ...point, lambda: undefined, k: 16, kind: 'topk' }] })
    write('other.json', { ...sweep, modelHash: 'b'.repeat(64) })
    write('broken.json', { ...sweep, points: [{ ...point, l0: -1 }] })
    write('half.json', '{')
    write('notes.txt', 'no sweep')
    const warnings: string[] = []
    expect(readSweeps(dir, HASH, warnings).map(({ name, sweep }) => [name, sweep.points[0].k])).toEqual([
      ['a', 16],
      ['b', undefined],
    ])
    expect(warnings).toHaveLength(3)
    expect(warnings[0]).toMatch(/broken\.json is left out: points\.0\.l0/)
    expect(warnings[2]).toContain('other.json is left out: it was made on other weights')
  })
})
