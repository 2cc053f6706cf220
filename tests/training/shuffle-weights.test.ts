import { describe, expect, it } from 'vitest'
import type { TransformerWeights } from '@/lib/domain/model'
import { modelHash } from '@/lib/models'
import { transpose } from '@/lib/models/matrix'
import { shuffleWeights } from '@/lib/training/shuffle-weights'
import { randomModel, TINY_SPEC } from '../models/tiny'

const spec = { ...TINY_SPEC, tiedHead: false }
const model = randomModel(spec)

function tensors({ blocks, ...rest }: TransformerWeights) {
  return Object.entries({
    ...rest,
    ...Object.fromEntries(
      blocks.flatMap((block, layer) =>
        Object.entries(block).map(([name, value]) => [`${layer}.${name}`, value]),
      ),
    ),
  })
}

/** Returns the Pearson correlation of the numbers at equal indices. */
function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  a.forEach((value, i) => {
    ab += (value - ma) * (b[i] - mb)
    aa += (value - ma) ** 2
    bb += (b[i] - mb) ** 2
  })
  return ab / Math.sqrt(aa * bb)
}

describe('shuffleWeights', () => {
  const shuffled = new Map(tensors(shuffleWeights(spec, model, 1)))

  it.each(tensors(model))(
    '%s keeps its numbers; matrices lose their places, vectors do not',
    (name, before) => {
      const after = shuffled.get(name)!
      expect(after.dims).toEqual(before.dims)
      expect(Float32Array.from(after.data).sort()).toEqual(Float32Array.from(before.data).sort())
      if (before.dims.length === 1) {
        expect(after.data).toEqual(before.data)
        return
      }
      const inPlace = before.data.filter((value, i) => after.data[i] === value).length
      expect(inPlace).toBeLessThan(8)
      expect(Math.abs(correlation(before.data, after.data))).toBeLessThan(4 / Math.sqrt(before.data.length))
      // Rows are mixed too, not only moved.
      const [rows, columns] = before.dims
      const from = new Map(Array.from(before.data, (value, i) => [value, Math.floor(i / columns)]))
      const sources = new Set(Array.from(after.data.subarray(0, columns), (value) => from.get(value)))
      expect(sources.size).toBeGreaterThan(Math.min(rows, columns) / 3)
    },
  )

  it('is a function of the seed', () => {
    const hash = (seed: number) => modelHash(spec, shuffleWeights(spec, model, seed))
    expect(hash(1)).toBe(hash(1))
    expect(new Set([modelHash(spec, model), hash(1), hash(2), hash(0)]).size).toBe(4)
    // The shipped control is derived again wherever it is imported: its numbers may never change.
    expect(hash(1)).toMatchInlineSnapshot(
      `"54ae03e814ad5a957fb19581a564d983187c3f1c6764c3dd4fb7b5c222e4f28c"`,
    )
  })

  it('shuffles matrices independently of one another', () => {
    const [first, second] = [{ ...model.blocks[0] }, { ...model.blocks[0] }]
    const same = { ...model, blocks: [first, { ...second, W_Q: first.W_K, W_K: first.W_K }] }
    const [a, b] = shuffleWeights(spec, same, 1).blocks
    expect(b.W_Q.data).not.toEqual(b.W_K.data)
    expect(a.W_K.data).not.toEqual(b.W_K.data)
  })

  it('keeps a tied head tied', () => {
    const tied = shuffleWeights(TINY_SPEC, randomModel(TINY_SPEC), 3)
    expect(tied.W_U).toEqual(transpose(tied.W_E))
  })
})
