import { describe, expect, it } from 'vitest'
import type { MlpActivation, ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { gradients } from '@/lib/onnx/autodiff'
import { Graph } from '@/lib/onnx/graph'
import { transformerForward } from '@/lib/onnx/graphs/forward'
import {
  assembleWeights,
  parameterShapes,
  parameterTensor,
  weightInitializers,
} from '@/lib/onnx/graphs/parameters'
import * as op from '@/lib/onnx/ops'
import type { Value } from '@/lib/onnx/value'
import { float32, int64, openSession } from '@/lib/runtime/session'
import { crossEntropy, naiveForward } from '@/lib/tensor'
import { normal, randomWeights, relativeError, runModel, tinySpec } from './support'

/** Compares graph gradients of Σ y·probe with central differences of the graph's own float32 forward pass. */
async function check(inputs: Tensor[], write: (g: Graph, values: Value[]) => Value, step = 1e-2) {
  const g = new Graph()
  const values = inputs.map((x, i) => g.input(`x${i}`, 'float32', x.dims))
  const y = write(g, values)
  const probe = normal(99, y.dims.map(Number))
  const axes = y.dims.map((_, axis) => axis)
  const loss = op.reduceSum(g, op.mul(g, y, g.initializer('probe', probe.data, probe.dims)), axes)
  g.output('y', y)
  gradients(g, loss, values).forEach((gradient, i) => {
    expect(gradient.dims).toEqual(inputs[i].dims)
    g.output(`d${i}`, gradient)
  })
  const model = g.build()
  const feed = (change?: (i: number, data: Float32Array) => void) =>
    Object.fromEntries(
      inputs.map((x, i) => {
        const data = x.data.slice()
        change?.(i, data)
        return [`x${i}`, float32(data, x.dims)]
      }),
    )
  const session = await openSession(model, { threads: 1 })
  const lossAt = async (i: number, j: number, delta: number) => {
    const out = await session.run(
      feed((k, data) => {
        if (k === i) data[j] += delta
      }),
      ['y'],
    )
    return Array.from(out.y.data, Number).reduce((sum, value, k) => sum + value * probe.data[k], 0)
  }
  const out = await session.run(feed())
  for (let i = 0; i < inputs.length; i++) {
    const numeric: number[] = []
    for (let j = 0; j < inputs[i].data.length; j++)
      numeric.push(((await lossAt(i, j, step)) - (await lossAt(i, j, -step))) / (2 * step))
    expect(relativeError(out[`d${i}`].data, numeric), `input ${i}`).toBeLessThan(2e-3)
  }
  await session.release()
}

const a = normal(1, [3, 4])
const row = normal(3, [4])
const column = normal(4, [3, 1])
const positive = (x: Tensor): Tensor => ({ ...x, data: x.data.map((value) => 1 + Math.abs(value)) })
/** Keeps finite differences away from the corner of relu. */
const offCorner = (x: Tensor): Tensor => ({ ...x, data: x.data.map((v) => v + Math.sign(v) * 0.1) })

describe('gradients of single ops', () => {
  it('add, sub, mul, div with broadcasting', async () => {
    await check([a, row], (g, [x, y]) => op.add(g, x, y))
    await check([row, a], (g, [x, y]) => op.sub(g, x, y))
    await check([a, column], (g, [x, y]) => op.mul(g, x, y))
    await check([a, positive(column)], (g, [x, y]) => op.div(g, x, y))
    await check([column, positive(a)], (g, [x, y]) => op.div(g, x, y))
    await check([a], (g, [x]) => op.mul(g, x, x))
  })

  it('unary ops', async () => {
    await check([positive(a)], (g, [x]) => op.sqrt(g, x))
    await check([positive(a)], (g, [x]) => op.reciprocal(g, x))
    await check([a], (g, [x]) => op.exp(g, x))
    await check([a], (g, [x]) => op.tanh(g, x))
    await check([a], (g, [x]) => op.erf(g, x))
    await check([a], (g, [x]) => op.neg(g, x))
  })

  it('activations', async () => {
    await check([offCorner(a)], (g, [x]) => op.relu(g, x))
    await check([a], (g, [x]) => op.gelu(g, x))
    await check([a], (g, [x]) => op.geluNew(g, x))
  })

  it('matrix products in every orientation', async () => {
    const left = normal(5, [3, 2])
    const right = normal(6, [2, 4])
    const flip = (x: Tensor): Tensor => normal(x.data.length, [...x.dims].reverse())
    await check([left, right], (g, [x, y]) => op.matMul(g, x, y))
    for (const transA of [false, true])
      for (const transB of [false, true])
        await check([transA ? flip(left) : left, transB ? flip(right) : right], (g, [x, y]) =>
          op.fusedMatMul(g, x, y, { transA, transB, alpha: 0.5 }),
        )
    const batched = normal(7, [2, 3, 2])
    await check([batched, right], (g, [x, y]) => op.matMul(g, x, y))
    await check([batched, normal(8, [4, 2])], (g, [x, y]) => op.fusedMatMul(g, x, y, { transB: true }))
    await check([batched, normal(8, [2, 5, 2])], (g, [x, y]) => op.fusedMatMul(g, x, y, { transB: true }))
    await check([batched, normal(8, [2, 2, 5])], (g, [x, y]) => op.matMul(g, x, y))
  })

  it('softmax, log-softmax, layer normalisation', async () => {
    await check([a], (g, [x]) => op.softmax(g, x))
    await check([a], (g, [x]) => op.logSoftmax(g, x))
    await check([a, normal(5, [4]), normal(6, [4])], (g, [x, w, c]) =>
      op.layerNormalization(g, x, w, c, 1e-5),
    )
  })

  it('reductions', async () => {
    await check([a], (g, [x]) => op.reduceSum(g, x, [1]))
    await check([a], (g, [x]) => op.reduceSum(g, x, [0], true))
    await check([a], (g, [x]) => op.reduceMean(g, x, [-1], true))
    await check([a], (g, [x]) => op.reduceSumSquare(g, x, [1]))
    await check([a], (g, [x]) => op.add(g, op.reduceSum(g, x, [0, 1]), op.reduceSumSquare(g, x, [0, 1])))
  })

  it('ops that move elements', async () => {
    await check([a], (g, [x]) => op.reshape(g, x, [2, -1]))
    await check([normal(5, [2, 3, 4])], (g, [x]) => op.transpose(g, x, [2, 0, 1]))
    await check([a], (g, [x]) => op.squeeze(g, op.unsqueeze(g, x, [1]), [1]))
    await check([row, a], (g, [x, like]) => op.mul(g, op.expandLike(g, x, like), like))
    await check([a], (g, [x]) => op.sliceHead(g, x, g.ints([2]), 2))
  })

  it('compositions with gradients of their own', async () => {
    const x = normal(5, [6, 3])
    await check([normal(6, [3]), normal(7, [3, 4])], (g, [c, W]) =>
      op.centredMatMul(g, g.initializer('x', x.data, x.dims), c, W),
    )
    for (const transposed of [false, true])
      await check([x, normal(8, transposed ? [5, 3] : [3, 5])], (g, [rows, W]) => {
        const targets = g.initializer('targets', BigInt64Array.from([0n, 4n, 2n, 2n, 1n, 3n]), [6])
        const weights = g.initializer('weights', Float32Array.of(1, 0, 0.5, 1, 2, 1), [6])
        return op.unembedCrossEntropy(g, rows, W, targets, weights, { transposed })
      })
  })
})

describe('gradients of the whole transformer', () => {
  const TOKENS = [
    [3, 1, 4, 1, 5],
    [2, 6, 5, 3, 5],
  ]
  const TARGETS = [
    [1, 4, 1, 5, 6],
    [6, 5, 3, 5, 0],
  ]
  const COUNTS = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]

  function naiveLoss(spec: ModelSpec, weights: TransformerWeights): number {
    const losses = naiveForward(spec, weights, TOKENS).flatMap((sequence, i) => [
      ...crossEntropy(sequence.logits, TARGETS[i]).data,
    ])
    return losses.reduce((sum, loss, i) => sum + loss * COUNTS[i], 0) / 8
  }

  const cases: [number, MlpActivation, boolean][] = [
    [1, 'relu', false],
    [1, 'gelu', true],
    [2, 'gelu_new', false],
  ]
  it.each(cases)(
    '%i layers, %s, tied %s: against float64 differences',
    async (nLayers, activation, tiedHead) => {
      const spec = tinySpec({ nLayers, activation, tiedHead, dVocab: 7, nCtx: 6 })
      const weights = randomWeights(spec, 21)
      const g = new Graph()
      const parameter = weightInitializers(g, spec, weights)
      const forward = transformerForward(g, spec, parameter, { batch: 2, seq: 5 })
      const head = tiedHead ? 'W_E' : 'W_U'
      const summed = op.unembedCrossEntropy(
        g,
        op.reshape(g, forward.hook('ln_final.hook_normalized'), [10, 8]),
        parameter(head),
        op.reshape(g, forward.input('targets'), [10]),
        g.initializer('counts', Float32Array.from(COUNTS), [10]),
        { transposed: tiedHead },
      )
      const names = [...parameterShapes(spec).keys()].filter((name) => name !== 'W_E')
      const loss = op.div(g, summed, g.scalar(8))
      const wrt = [
        ...names.map(parameter),
        forward.hook('hook_embed'),
        ...(tiedHead ? [parameter('W_E')] : []),
      ]
      const found = gradients(g, loss, wrt)
      names.forEach((name, i) => {
        g.output(`d ${name}`, found[i])
      })
      g.output('rows', found[names.length])
      if (tiedHead) g.output('table', found[names.length + 1])
      g.output('loss', loss)
      const out = await runModel(g.build(), {
        ids: int64(TOKENS.flat(), [2, 5]),
        targets: int64(TARGETS.flat(), [2, 5]),
      })
      expect(relativeError(out.loss.data, [naiveLoss(spec, weights)])).toBeLessThan(1e-5)

      const table = new Float64Array(7 * 8)
      if (tiedHead) table.set(Float64Array.from(out.table.data, Number))
      TOKENS.flat().forEach((id, r) => {
        for (let c = 0; c < 8; c++) table[id * 8 + c] += Number(out.rows.data[r * 8 + c])
      })
      const analytic = (name: string) =>
        name === 'W_E' ? table : Float64Array.from(out[`d ${name}`].data, Number)

      for (const [name, dims] of parameterShapes(spec)) {
        const original = parameterTensor(weights, name).data
        const picks = Array.from(
          { length: Math.min(6, original.length) },
          (_, i) => (i * 7919 + 3) % original.length,
        )
        const numeric = picks.map((j) => {
          const at = (delta: number) => {
            const data = Float64Array.from(original)
            data[j] += delta
            const replaced = assembleWeights(spec, (other) => {
              const kept = parameterTensor(weights, other)
              // The oracle is float64 throughout; only the type of the weights says float32.
              return other === name ? ({ data, dims } as unknown as Tensor) : kept
            })
            return naiveLoss(spec, tiedHead && name === 'W_E' ? retie(replaced, data) : replaced)
          }
          return (at(1e-5) - at(-1e-5)) / 2e-5
        })
        const scale = Math.max(...analytic(name).map(Math.abs))
        picks.forEach((j, i) => {
          expect(Math.abs(Number(analytic(name)[j]) - numeric[i]), `${name}[${j}]`).toBeLessThan(
            1e-5 + 1e-4 * scale,
          )
        })
      }
    },
  )

  /** assembleWeights ties in float32; the differences need the float64 perturbation in the head too. */
  function retie(weights: TransformerWeights, table: Float64Array): TransformerWeights {
    const head = new Float64Array(table.length)
    for (let v = 0; v < 7; v++) for (let c = 0; c < 8; c++) head[c * 7 + v] = table[v * 8 + c]
    return { ...weights, W_U: { data: head, dims: [8, 7] } as unknown as Tensor }
  }
})

it('refuses a loss that does not depend on a tensor, or is no scalar', () => {
  const g = new Graph()
  const x = g.input('x', 'float32', [2])
  const other = g.input('other', 'float32', [2])
  expect(() => gradients(g, op.reduceSum(g, x, [0]), [other])).toThrow(/does not depend on "other"/)
  expect(() => gradients(g, x, [x])).toThrow(/"x" is \[2\], not a scalar/)
})
