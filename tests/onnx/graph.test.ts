import { describe, expect, it } from 'vitest'
import { Graph } from '@/lib/onnx/graph'
import * as op from '@/lib/onnx/ops'
import { float32, openSession } from '@/lib/runtime/session'
import { onnx } from '@/tests/onnx/protobuf'
import { runModel } from './support'

describe('Graph', () => {
  it('leaves out nodes, inputs and constants that no output needs', () => {
    const g = new Graph()
    const x = g.input('x', 'float32', ['n', 2])
    const unused = g.input('unused', 'float32', [2])
    op.add(g, x, g.initializer('dead', Float32Array.of(1, 2), [2]))
    op.exp(g, unused)
    g.output('y', op.relu(g, x))
    expect(g.requiredInputs()).toEqual(['x'])
    const { graph } = onnx.ModelProto.decode(g.build())
    expect(graph?.node?.map((node) => node.opType)).toEqual(['Relu'])
    expect(graph?.input?.map((input) => input.name)).toEqual(['x'])
    expect(graph?.initializer).toEqual([])
  })

  it('names outputs without copies, but copies inputs and second names', async () => {
    const g = new Graph()
    const x = g.input('x', 'float32', [2])
    const y = op.relu(g, x)
    g.output('first', y)
    g.output('second', y)
    g.output('same', x)
    const model = g.build()
    const types = onnx.ModelProto.decode(model).graph?.node?.map((node) => node.opType)
    expect(types).toEqual(['Relu', 'Identity', 'Identity'])
    const out = await runModel(model, { x: float32(Float32Array.of(-1, 2), [2]) })
    expect(out.first.data).toEqual(Float32Array.of(0, 2))
    expect(out.second.data).toEqual(Float32Array.of(0, 2))
    expect(out.same.data).toEqual(Float32Array.of(-1, 2))
  })

  it('shares equal constants', () => {
    const g = new Graph()
    expect(g.scalar(2)).toBe(g.scalar(2))
    expect(g.ints([1, 2])).toBe(g.ints([1, 2]))
    expect(g.int(1)).not.toBe(g.ints([1]))
  })

  it('refuses clashing names and data that do not fill their shape', () => {
    const g = new Graph()
    const x = g.input('x', 'float32', [2])
    expect(() => g.input('x', 'float32', [2])).toThrow(/"x" is declared twice/)
    expect(() => g.output('x', op.relu(g, x))).toThrow(/output "x": a tensor already has this name/)
    expect(() => g.initializer('w', new Float32Array(3), [2, 2])).toThrow(
      /"w": 3 elements do not fill \[2, 2\]/,
    )
    expect(() => new Graph().build()).toThrow(/needs an output/)
  })
})

describe('shape errors name op, tensors and shapes', () => {
  const g = new Graph()
  const a = g.input('a', 'float32', [4, 5])
  const b = g.input('b', 'float32', [3, 5])
  const rows = g.input('rows', 'float32', ['n', 5])
  const others = g.input('others', 'float32', ['m', 5])
  it.each([
    ['Add', () => op.add(g, a, b), /Add of "a" and "b": cannot broadcast \[4, 5\] with \[3, 5\]/],
    ['Add of symbols', () => op.add(g, rows, others), /cannot broadcast \[n, 5\] with \[m, 5\]/],
    ['MatMul', () => op.matMul(g, a, b), /MatMul of "a" \[4, 5\] and "b" \[3, 5\]: inner dimensions differ/],
    ['Reshape', () => op.reshape(g, a, [3, -1]), /Reshape of "a": \[4, 5\] does not fill \[3, -1\]/],
    ['Transpose', () => op.transpose(g, a, [0]), /Transpose of "a" \[4, 5\] by \[0\]/],
    ['ReduceSum', () => op.reduceSum(g, a, [2]), /ReduceSum of "a": axis 2 is outside a tensor of rank 2/],
    ['mixed types', () => op.add(g, a, g.int(1)), /"a" is float32/],
  ])('%s', (_, write, message) => {
    expect(write).toThrow(message)
  })
})

describe('a session', () => {
  it('throws with the complaint of the graph', async () => {
    const g = new Graph()
    g.output('y', op.relu(g, g.input('x', 'float32', ['n', 2])))
    const session = await openSession(g.build(), { threads: 1 })
    await expect(session.run({ x: float32(new Float32Array(3), [1, 3]) })).rejects.toThrow(
      /graph failed: .*x/,
    )
    await session.release()
    await expect(openSession(Uint8Array.of(1, 2, 3), { threads: 1 })).rejects.toThrow(/cannot load the graph/)
  })
})
