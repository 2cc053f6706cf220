import { describe, expect, it } from 'vitest'
import { lossTargets } from '@/lib/analysis/ablation'
import {
  activationCosine,
  alignNeurons,
  correlatedNeurons,
  nearestFeatures,
  pearson,
} from '@/lib/analysis/relate'
import { uniform } from '../support/random'

const next = uniform(11)
const noise = (n: number) => Array.from({ length: n }, () => (next() < 0.3 ? 0 : next() * 3))
const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0)

function slowPearson(x: readonly number[], y: readonly number[]): number {
  const dx = x.map((v) => v - sum(x) / x.length)
  const dy = y.map((v) => v - sum(y) / y.length)
  const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((v, i) => v * b[i]))
  return dot(dx, dy) / Math.sqrt(dot(dx, dx) * dot(dy, dy))
}

function sumsOf(x: readonly number[], y: readonly number[]) {
  const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((v, i) => v * b[i]))
  return { n: x.length, x: sum(x), y: sum(y), xx: dot(x, x), yy: dot(y, y), xy: dot(x, y) }
}

describe('correlation from sums', () => {
  it('equals the two-pass definition', () => {
    for (let trial = 0; trial < 20; trial++) {
      const x = noise(200)
      const y = noise(200).map((v, i) => v + (trial - 10) * x[i])
      expect(pearson(sumsOf(x, y))).toBeCloseTo(slowPearson(x, y), 10)
    }
    const x = noise(50)
    expect(pearson(sumsOf(x, x))).toBeCloseTo(1, 12)
    expect(
      activationCosine(
        sumsOf(
          x,
          x.map((v) => v * 4),
        ),
      ),
    ).toBeCloseTo(1, 12)
  })

  it('is null if one side does not vary', () => {
    expect(pearson(sumsOf([0, 0, 0], [1, 2, 3]))).toBeNull()
    expect(pearson(sumsOf([0.1, 0.1, 0.1], [1, 2, 3]))).toBeNull()
    expect(activationCosine(sumsOf([0, 0], [1, 2]))).toBeNull()
  })

  it('ranks neurons', () => {
    const neurons = Array.from({ length: 8 }, () => noise(300))
    neurons[5].fill(0)
    const feature = neurons[3].map((v, i) => v + 0.5 * neurons[6][i])
    const pairs = neurons.map((neuron) => sumsOf(feature, neuron))
    const best = correlatedNeurons(
      {
        tokens: 300,
        f: Float64Array.of(pairs[0].x),
        ff: Float64Array.of(pairs[0].xx),
        n: Float64Array.from(pairs, ({ y }) => y),
        nn: Float64Array.from(pairs, ({ yy }) => yy),
        fn: Float64Array.from(pairs, ({ xy }) => xy),
      },
      0,
      8,
    )
    expect(best.slice(0, 2).map(({ neuron }) => neuron)).toEqual([3, 6])
    expect(best).toHaveLength(7)
    for (const { neuron, pearson: r } of best)
      expect(r).toBeCloseTo(slowPearson(feature, neurons[neuron]), 10)
  })
})

describe('geometry', () => {
  it('aligns with neurons by absolute weight and share of L1', () => {
    expect(alignNeurons([0.1, -0.5, 0, 0.4, 0.4], 3)).toEqual([
      { neuron: 1, weight: -0.5, l1Share: 0.5 / 1.4 },
      { neuron: 3, weight: 0.4, l1Share: 0.4 / 1.4 },
      { neuron: 4, weight: 0.4, l1Share: 0.4 / 1.4 },
    ])
    expect(alignNeurons([0, 0])).toEqual([])
  })

  it('finds the nearest features without the feature itself', () => {
    const dSae = 30
    const cosines = Float32Array.from({ length: 4 * dSae }, () => Math.round(next() * 20) / 20)
    const omit = new Uint8Array(dSae)
    omit[2] = 1
    nearestFeatures(cosines, dSae, 10, 6, omit).forEach((neighbours, row) => {
      const expected = [...cosines.subarray(row * dSae, (row + 1) * dSae)]
        .map((cosine, index) => ({ index, cosine }))
        .filter(({ index }) => index !== 10 + row && index !== 2)
        .sort((a, b) => b.cosine - a.cosine || a.index - b.index)
      expect(neighbours).toEqual(expected.slice(0, 6))
    })
  })
})

describe('ablation', () => {
  it('predicts nothing at the last token and before special ones', () => {
    const targets = lossTargets([0, 5, 0, 6, 7], Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0))
    expect([...targets]).toEqual([5, -1, 6, 7, -1])
  })

  it('averages by interval without nulls', () => {})
})
