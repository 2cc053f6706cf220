import { describe, expect, it } from 'vitest'
import type { MlpActivation } from '@/lib/domain/model'
import { hookNames } from '@/lib/onnx/graphs/forward'
import { requiredInputs, transformerGraph } from '@/lib/onnx/graphs/transformer'
import { float32, int64, openSession } from '@/lib/runtime/session'
import { crossEntropy, naiveForward } from '@/lib/tensor'
import { randomWeights, relativeError, runModel, tinySpec } from './support'

const TOKENS = [
  [3, 1, 4, 1, 5, 9],
  [2, 6, 5, 3, 5, 8],
  [16, 0, 7, 7, 7, 10],
]
const TARGETS = [
  [1, 4, 1, 5, 9, 2],
  [6, 5, 3, 5, 8, 9],
  [0, 7, 7, 7, 10, 11],
]
const ids = int64(TOKENS.flat(), [3, 6])
const targets = int64(TARGETS.flat(), [3, 6])

describe('transformerGraph against the naive forward pass', () => {
  const cases: [number, MlpActivation, boolean][] = [
    [1, 'relu', false],
    [1, 'gelu', true],
    [2, 'gelu_new', true],
    [2, 'relu', false],
    [2, 'gelu', false],
    [1, 'gelu_new', false],
  ]
  it.each(cases)('%i layers, %s, tied %s', async (nLayers, activation, tiedHead) => {
    const spec = tinySpec({ nLayers, activation, tiedHead })
    const weights = randomWeights(spec, 7)
    const names = hookNames(spec)
    const options = { outputs: [...names, 'logits', 'ce'] }
    expect(requiredInputs(spec, options)).toEqual(['ids', 'targets'])
    const out = await runModel(transformerGraph(spec, weights, options), { ids, targets })
    const naive = naiveForward(spec, weights, TOKENS)
    for (const name of names) {
      const expected = naive.flatMap((sequence) => [...sequence.hooks[name].data])
      expect(relativeError(out[name].data, expected), name).toBeLessThan(5e-6)
      expect(out[name].dims, name).toEqual([3, 6, expected.length / 18])
    }
    const logits = naive.flatMap((sequence) => [...sequence.logits.data])
    expect(relativeError(out.logits.data, logits)).toBeLessThan(5e-6)
    const ce = naive.flatMap((sequence, i) => [...crossEntropy(sequence.logits, TARGETS[i]).data])
    expect(relativeError(out.ce.data, ce)).toBeLessThan(5e-6)
    expect(out.ce.dims).toEqual([3, 6])
  })

  it('gives the same bytes at 1 and 2 threads, in any batch, with padding on the right', async () => {
    const spec = tinySpec({ nLayers: 2, dModel: 64, dMlp: 256, dVocab: 300, nCtx: 40, activation: 'gelu' })
    const weights = randomWeights(spec, 3, 0.1)
    const model = transformerGraph(spec, weights, { outputs: ['logits', 'blocks.1.mlp.hook_post'] })
    const tokens = Array.from({ length: 8 * 32 }, (_, i) => (i * 37 + (i >> 3)) % 300)
    const one = await runModel(model, { ids: int64(tokens, [8, 32]) }, 1)
    const two = await runModel(model, { ids: int64(tokens, [8, 32]) }, 2)
    expect(two).toEqual(one)
    const alone = await runModel(
      model,
      { ids: int64([...tokens.slice(64, 90), 0, 0, 0, 0, 0, 0], [1, 32]) },
      1,
    )
    const logits = one.logits.data.subarray(64 * 300, 90 * 300)
    expect(alone.logits.data.subarray(0, 26 * 300)).toEqual(logits)
  })
})

describe('the rest of the model from provided hooks on', () => {
  const spec = tinySpec({ nLayers: 2 })
  const weights = randomWeights(spec, 11)
  const naive = naiveForward(spec, weights, TOKENS)
  const hookData = (name: string) =>
    Float32Array.from(naive.flatMap((sequence) => [...sequence.hooks[name].data]))
  const logits = naive.flatMap((sequence) => [...sequence.logits.data])

  it('continues position by position from rows after the last attention', async () => {
    const provided = { 'blocks.1.hook_resid_mid': 'row', 'blocks.1.mlp.hook_post': 'row' } as const
    const options = { outputs: ['logits', 'ce'], provided }
    expect(requiredInputs(spec, options)).toEqual([
      'blocks.1.hook_resid_mid',
      'blocks.1.mlp.hook_post',
      'targets',
    ])
    const out = await runModel(transformerGraph(spec, weights, options), {
      'blocks.1.hook_resid_mid': float32(hookData('blocks.1.hook_resid_mid'), [18, 8]),
      'blocks.1.mlp.hook_post': float32(hookData('blocks.1.mlp.hook_post'), [18, 12]),
      targets: int64(TARGETS.flat(), [18]),
    })
    expect(relativeError(out.logits.data, logits)).toBeLessThan(5e-6)
    expect(out.ce.dims).toEqual([18])
  })

  it('re-runs sequences from a hook before a later attention', async () => {
    const provided = { 'blocks.0.hook_resid_post': 'sequence' } as const
    const options = { outputs: ['logits'], provided }
    expect(requiredInputs(spec, options)).toEqual(['blocks.0.hook_resid_post'])
    const out = await runModel(transformerGraph(spec, weights, options), {
      'blocks.0.hook_resid_post': float32(hookData('blocks.0.hook_resid_post'), [3, 6, 8]),
    })
    expect(relativeError(out.logits.data, logits)).toBeLessThan(5e-6)
  })

  it('computes from the ids what is not provided', async () => {
    const provided = { 'blocks.0.mlp.hook_post': 'sequence' } as const
    const options = { outputs: ['logits'], provided }
    expect(requiredInputs(spec, options).sort()).toEqual(['blocks.0.mlp.hook_post', 'ids'])
    const out = await runModel(transformerGraph(spec, weights, options), {
      'blocks.0.mlp.hook_post': float32(hookData('blocks.0.mlp.hook_post'), [3, 6, 12]),
      ids,
    })
    expect(relativeError(out.logits.data, logits)).toBeLessThan(5e-6)
  })

  it('names what is wrong', () => {
    const build = (outputs: string[], provided?: Record<string, 'row' | 'sequence'>) => () =>
      transformerGraph(spec, weights, provided ? { outputs, provided } : { outputs })
    expect(build(['blocks.2.hook_resid_pre'])).toThrow(/"blocks.2.hook_resid_pre".*2 layer/)
    expect(build(['blocks.0.hook_nonsense'])).toThrow(/unknown hook point "blocks.0.hook_nonsense"/)
    expect(build(['logits'], { 'blocks.0.hook_resid_mid': 'row', 'blocks.0.mlp.hook_post': 'row' })).toThrow(
      /attention of block 1 needs whole sequences/,
    )
    const wrong = { ...weights, W_U: { data: new Float32Array(8), dims: [8, 1] } }
    expect(() => transformerGraph(spec, wrong, { outputs: ['logits'] })).toThrow(
      /"W_U" has shape \[8, 1\], the model needs \[8, 17\]/,
    )
  })
})

it('writes into preallocated outputs', async () => {
  const spec = tinySpec()
  const model = transformerGraph(spec, randomWeights(spec, 2), { outputs: ['logits', 'ce'] })
  const session = await openSession(model, { threads: 1 })
  const logits = float32(new Float32Array(18 * 17), [3, 6, 17])
  const out = await session.run({ ids, targets }, { logits, ce: null })
  expect(logits.data).toEqual((await session.run({ ids, targets }, ['logits'])).logits.data)
  expect(logits.data.some((value) => value !== 0)).toBe(true)
  expect(out.ce.dims).toEqual([3, 6])
  await session.release()
})
