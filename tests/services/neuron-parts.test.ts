import { expect, test } from 'vitest'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { isCorrelated, neuronParts } from '@/lib/services/pipeline/neuron-parts'

const dictionary = (dSae: number, dIn: number, hook = 'blocks.0.mlp.hook_post'): DictionarySpec => ({
  kind: 'standard',
  hook,
  dIn,
  dSae,
  prependBos: true,
  contextSize: 128,
  applyBDecToInput: true,
})

type Parts = ReturnType<typeof neuronParts>

/** Every feature of a dictionary has each shard exactly once. */
function expectWhole(parts: Parts, index: number, { dSae, dIn }: DictionarySpec, shards: number): void {
  const seen = new Map<number, number>()
  for (const { ranges, shards: own } of parts) {
    expect(ranges.reduce((sum, { count }) => sum + count, 0) * dIn).toBeLessThanOrEqual(2 ** 25)
    for (const { dictionary: of, from, count } of ranges)
      if (of === index)
        for (let shard = own.from; shard < own.to; shard++) {
          expect(from).toBe(from - (from % 256))
          expect(seen.get(shard) ?? 0).toBe(from)
          seen.set(shard, from + count)
        }
  }
  expect([...seen.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: shards }, (_, i) => i))
  expect(new Set(seen.values())).toEqual(new Set([dSae]))
}

test('dictionaries of one hook share parts of two shards or more', () => {
  const specs = [dictionary(4096, 512), dictionary(512, 512), dictionary(768, 128, 'blocks.0.hook_resid_pre')]
  const parts = neuronParts(specs, 17)
  expect(parts).toHaveLength(9)
  expect(parts.every(({ ranges }) => ranges.length === 2)).toBe(true)
  expectWhole(parts, 0, specs[0], 17)
  expectWhole(parts, 1, specs[1], 17)
  expect(neuronParts(specs, 1)).toHaveLength(1)
})

test('a large dictionary is cut by features, and has fewer groups of shards', () => {
  const specs = [dictionary(24_576, 3072)]
  const parts = neuronParts(specs, 40)
  expect(new Set(parts.map(({ group }) => group)).size).toBe(1)
  expect(parts).toHaveLength(3)
  expectWhole(parts, 0, specs[0], 40)
})

test('dictionaries elsewhere, and those with too many pairs, have no parts', () => {
  const specs = [dictionary(4096, 512, 'blocks.0.hook_mlp_out'), dictionary(131_072, 3072)]
  expect(specs.map(isCorrelated)).toEqual([false, false])
  expect(neuronParts(specs, 40)).toEqual([])
})
