import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { HookName } from '@/lib/domain/hook'
import type { Tensor } from '@/lib/domain/model'
import { readSafetensors, type TensorFile } from '@/lib/models/safetensors'

/** The output of dump.py, which describes the tensors. */
export interface Reference {
  readonly tensors: TensorFile
  readonly hook: HookName
  readonly sequences: readonly (readonly number[])[]
  readonly texts: readonly { text: string; ids: number[] }[] | null
  readonly logitRows: readonly (readonly [sequence: number, position: number])[]
  readonly maxLogit: number
  readonly meanCe: Readonly<Record<'clean' | 'zero' | 'spliced', number>>
  /** SHA-256 of the weight files from which it was dumped. */
  readonly weights: Readonly<Record<string, string>>
}

export function readReference(dir: string): Reference {
  const about = JSON.parse(readFileSync(join(dir, 'reference.json'), 'utf8'))
  return { ...about, tensors: readSafetensors(join(dir, 'reference.safetensors')) }
}

/** Fails if the weights have changed since the fixture was dumped. */
export function expectSameWeights(reference: Reference, ...dirs: readonly string[]): void {
  for (const [name, hash] of Object.entries(reference.weights)) {
    const found = dirs.map((dir) => fileHash(join(dir, name))).filter((value) => value !== null)
    expect(found, `${name}: dump tests/reference again, its weights have changed`).toEqual([hash])
  }
}

function fileHash(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    return null
  }
}

export const maxAbs = (data: Float32Array): number =>
  data.reduce((max, value) => Math.max(max, Math.abs(value)), 0)

/**
 * Checks DESIGN's equality: |a − b| ≤ 1e-4 · max|reference tensor|. Returns the largest difference over that maximum.
 */
export function expectClose(
  name: string,
  actual: Float32Array,
  { data }: Tensor,
  scale = maxAbs(data),
): number {
  expect(actual.length, `${name}: numbers`).toBe(data.length)
  let worst = 0
  let at = 0
  for (let i = 0; i < data.length; i++) {
    const difference = Math.abs(actual[i] - data[i])
    if (!(difference <= worst)) {
      worst = difference
      at = i
    }
  }
  expect(worst / scale, `${name}[${at}]: ${actual[at]}, PyTorch has ${data[at]}`).toBeLessThanOrEqual(1e-4)
  return worst / scale
}
