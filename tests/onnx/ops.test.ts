import { describe, expect, it } from 'vitest'
import type { Tensor } from '@/lib/domain/model'
import { gradients } from '@/lib/onnx/autodiff'
import * as op from '@/lib/onnx/ops'
import { float32, int64 } from '@/lib/runtime/session'
import * as naive from '@/lib/tensor'
import { normal, relativeError, runGraph } from './support'

const f = (x: Tensor) => float32(x.data, x.dims)
const wide: Tensor = { data: Float32Array.from({ length: 400 }, (_, i) => (i - 200) / 25), dims: [20, 20] }

/** Runs one op on x and returns its output's data. */
async function unary(
  x: Tensor,
  write: (g: Parameters<typeof op.relu>[0], x: Parameters<typeof op.relu>[1]) => ReturnType<typeof op.relu>,
) {
  const out = await runGraph((g) => ({ y: write(g, g.input('x', 'float32', x.dims)) }), { x: f(x) })
  return out.y.data
}

describe('ops against naive maths', () => {
  it('activations over [-8, 8]', async () => {
    expect(relativeError(await unary(wide, op.relu), naive.relu(wide).data)).toBe(0)
    expect(relativeError(await unary(wide, op.gelu), naive.gelu(wide).data)).toBeLessThan(1e-7)
    expect(relativeError(await unary(wide, op.geluNew), naive.geluNew(wide).data)).toBeLessThan(1e-7)
    expect(relativeError(await unary(wide, op.erf), Array.from(wide.data, naive.erf))).toBeLessThan(3e-7)
  })

  it('unary arithmetic', async () => {
    const positive: Tensor = { ...wide, data: wide.data.map((v) => Math.abs(v) + 0.1) }
    const cases: [typeof op.exp, (v: number) => number][] = [
      [op.exp, Math.exp],
      [op.sqrt, Math.sqrt],
      [op.neg, (v) => -v],
      [op.reciprocal, (v) => 1 / v],
      [op.tanh, Math.tanh],
    ]
    for (const [write, oracle] of cases)
      expect(relativeError(await unary(positive, write), Array.from(positive.data, oracle))).toBeLessThan(
        1e-6,
      )
  })

  it('softmax and log-softmax, also of large logits', async () => {
    const x: Tensor = { data: Float32Array.from([1000, 1001, 999, -5, 0, 5]), dims: [2, 3] }
    const expected = naive.softmax(x).data
    expect(relativeError(await unary(x, op.softmax), expected)).toBeLessThan(1e-6)
    expect(relativeError(await unary(x, op.logSoftmax), Array.from(expected, Math.log))).toBeLessThan(1e-6)
  })

  it('layer normalisation', async () => {
    const [x, w, b] = [normal(1, [4, 9], 3), normal(2, [9]), normal(3, [9])]
    const out = await runGraph(
      (g) => {
        const [xi, wi, bi] = [x, w, b].map((t, i) => g.input(`x${i}`, 'float32', t.dims))
        return { y: op.layerNormalization(g, xi, wi, bi, 1e-5) }
      },
      { x0: f(x), x1: f(w), x2: f(b) },
    )
    expect(relativeError(out.y.data, naive.layerNorm(x, w, b, 1e-5).data)).toBeLessThan(1e-6)
  })

  it('matrix products in every orientation', async () => {
    const [a, b] = [normal(4, [5, 7]), normal(5, [7, 3])]
    const turned = (x: Tensor): Tensor => {
      const { data, dims } = naive.transpose2d(x)
      return { data: Float32Array.from(data), dims }
    }
    const expected = naive.matmul(a, b).data
    for (const transA of [false, true])
      for (const transB of [false, true]) {
        const left = transA ? turned(a) : a
        const right = transB ? turned(b) : b
        const out = await runGraph(
          (g) => ({
            y: op.fusedMatMul(g, g.input('a', 'float32', left.dims), g.input('b', 'float32', right.dims), {
              transA,
              transB,
              alpha: -0.5,
            }),
          }),
          { a: f(left), b: f(right) },
        )
        expect(out.y.dims).toEqual([5, 3])
        expect(
          relativeError(
            out.y.data,
            expected.map((v) => -0.5 * v),
          ),
        ).toBeLessThan(1e-6)
      }
  })

  it('reductions', async () => {
    const x = normal(6, [3, 4])
    const rows = [0, 1, 2].map((r) => Array.from(x.data.subarray(4 * r, 4 * r + 4)))
    const out = await runGraph(
      (g) => {
        const xi = g.input('x', 'float32', [3, 4])
        return {
          sum: op.reduceSum(g, xi, [1]),
          mean: op.reduceMean(g, xi, [1], true),
          max: op.reduceMax(g, xi, [1]),
          norm: op.reduceL2(g, xi, [1]),
          squares: op.reduceSumSquare(g, xi, [0, 1]),
        }
      },
      { x: f(x) },
    )
    const sums = rows.map((row) => row.reduce((s, v) => s + v, 0))
    const squares = rows.map((row) => row.reduce((s, v) => s + v * v, 0))
    expect(relativeError(out.sum.data, sums)).toBeLessThan(1e-6)
    expect(
      relativeError(
        out.mean.data,
        sums.map((v) => v / 4),
      ),
    ).toBeLessThan(1e-6)
    expect(out.mean.dims).toEqual([3, 1])
    expect(
      relativeError(
        out.max.data,
        rows.map((row) => Math.max(...row)),
      ),
    ).toBe(0)
    expect(relativeError(out.norm.data, squares.map(Math.sqrt))).toBeLessThan(1e-6)
    expect(relativeError(out.squares.data, [squares.reduce((s, v) => s + v)])).toBeLessThan(1e-6)
  })

  it('cross-entropy from unembedding', async () => {
    const [x, W] = [normal(7, [4, 3]), normal(8, [3, 6])]
    const targets = [5, 0, 2, 2]
    const weights = [1, 0.5, 0, 2]
    const out = await runGraph(
      (g) => ({
        loss: op.unembedCrossEntropy(
          g,
          g.input('x', 'float32', x.dims),
          g.input('W', 'float32', W.dims),
          g.input('targets', 'int64', [4]),
          g.input('weights', 'float32', [4]),
          { transposed: false },
        ),
      }),
      { x: f(x), W: f(W), targets: int64(targets, [4]), weights: float32(Float32Array.from(weights), [4]) },
    )
    const losses = naive.crossEntropy(naive.matmul(x, W), targets).data
    const expected = weights.reduce((sum, w, i) => sum + w * losses[i], 0)
    expect(relativeError(out.loss.data, [expected])).toBeLessThan(1e-6)
  })

  it('subtracts the one-hot target in place with the bits of a sum over scattered −1', async () => {
    const [x, W] = [normal(17, [64, 24]), normal(18, [24, 100])]
    const targets = Array.from({ length: 64 }, (_, i) => (i * 37) % 100)
    const weights = Array.from({ length: 64 }, (_, i) => (i % 5 === 0 ? 0 : 0.75))
    const out = await runGraph(
      (g) => {
        const [rows, matrix] = [g.input('x', 'float32', x.dims), g.input('W', 'float32', W.dims)]
        const at = g.input('targets', 'int64', [64])
        const weight = g.input('weights', 'float32', [64])
        const loss = op.unembedCrossEntropy(g, rows, matrix, at, weight, { transposed: false })
        const [dx, dW] = gradients(g, loss, [rows, matrix])

        const probabilities = op.softmax(g, op.matMul(g, rows, matrix))
        const minusOne = g.initializer('minus_one', new Float32Array(64).fill(-1), [64, 1])
        const inputs = [probabilities, op.unsqueeze(g, at, [1]), minusOne]
        const attributes = { axis: 1, reduction: 'add' }
        const G = g.emit1('ScatterElements', inputs, probabilities, { attributes })
        const column = op.unsqueeze(g, weight, [1])
        return {
          ...{ loss, dx, dW },
          summedDx: op.mul(g, op.fusedMatMul(g, G, matrix, { transB: true }), column),
          summedDW: op.fusedMatMul(g, op.mul(g, rows, column), G, { transA: true }),
        }
      },
      { x: f(x), W: f(W), targets: int64(targets, [64]), weights: float32(Float32Array.from(weights), [64]) },
    )
    expect(out.dx.data).toEqual(out.summedDx.data)
    expect(out.dW.data).toEqual(out.summedDW.data)
  })

  it('replaces the elements it scatters to', async () => {
    const out = await runGraph((g) => {
      const table = g.initializer('table', Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3])
      const at = g.initializer('at', BigInt64Array.of(1n, 2n), [2, 1])
      const updates = g.initializer('updates', Float32Array.of(-1, -2), [2, 1])
      return { y: op.scatterElements(g, table, at, updates, 1) }
    })
    expect(out.y.data).toEqual(Float32Array.of(1, -1, 3, 4, 5, -2))
  })
})
