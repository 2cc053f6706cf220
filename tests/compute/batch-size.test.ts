import { expect, it } from 'vitest'
import { batchSequences, encodedRows, evenBorders, sequenceBytes } from '@/lib/compute/batch-size'
import type { ModelSpec } from '@/lib/domain/model'
import { tinySpec } from '@/tests/onnx/support'

const GPT2_SMALL: ModelSpec = { ...tinySpec(), dModel: 768, dMlp: 3072, nHeads: 12, nCtx: 1024, nLayers: 12 }
const MIB = 2 ** 20

it('counts the heads of attention, whose part grows with the square of the context', () => {
  const heads = 2 * 12 * 1024 * 1024 * 4
  const rest = 1024 * (4 * 768 + 4 * 768) * 4
  expect(sequenceBytes(GPT2_SMALL, 1024)).toBe(heads + rest)
  // At short contexts the neurons are more.
  expect(sequenceBytes({ ...GPT2_SMALL, dMlp: 8192 }, 16)).toBe(16 * (4 * 768 + 2 * 8192) * 4)
})

it.each([16, 128, 300, 1024])('holds a batch of contexts of %i tokens in 128 MiB', (contextSize) => {
  const sequences = batchSequences(GPT2_SMALL, contextSize)
  expect(sequences).toBeGreaterThanOrEqual(1)
  expect(sequences * sequenceBytes(GPT2_SMALL, contextSize)).toBeLessThanOrEqual(128 * MIB)
})

it('runs one sequence at once where even one needs more', () => {
  expect(batchSequences({ ...GPT2_SMALL, nHeads: 64 }, 4096)).toBe(1)
})

it.each([512, 24_576, 131_072])('encodes as many rows of %i features as fit in 128 MiB', (dSae) => {
  const rows = encodedRows(dSae)
  expect(rows).toBeGreaterThanOrEqual(64)
  expect(2 * 4 * rows * dSae).toBeLessThanOrEqual(128 * MIB)
})

it('divides rows into pieces of nearly equal size', () => {
  expect(evenBorders(10, 64)).toEqual([0, 10])
  expect(evenBorders(65, 64)).toEqual([0, 32, 65])
  expect(evenBorders(0, 64)).toEqual([0])
})
