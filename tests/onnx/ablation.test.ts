import { expect, it } from 'vitest'
import { transformerGraph } from '@/lib/onnx/graphs/transformer'
import { float32, int64 } from '@/lib/runtime/session'
import { ablateFeature, naiveEncode, naiveForward, naiveLossEffects } from '@/lib/tensor'
import { randomDictionary, randomWeights, relativeError, runModel, tinySpec } from './support'

const TOKENS = [3, 1, 4, 1, 5, 9]
const HOOK = 'blocks.0.mlp.hook_post'

it.each([
  [1, 'row'],
  [2, 'sequence'],
] as const)(
  'loss effects from the tail of a %i-layer model equal full naive re-runs',
  async (nLayers, form) => {
    const spec = tinySpec({ nLayers })
    const weights = randomWeights(spec, 51)
    const dictionary = randomDictionary(spec.dMlp, 10, 61)
    const naive = naiveForward(spec, weights, [TOKENS])[0]
    const acts = naiveEncode(dictionary, naive.hooks[HOOK], true)
    const feature = 4
    const activeTokens = TOKENS.filter((_, t) => acts.data[t * 10 + feature] > 0)
    expect(activeTokens.length).toBeGreaterThan(1)

    const lead = form === 'row' ? [5] : [1, 5]
    const provided = { 'blocks.0.hook_resid_mid': form, [HOOK]: form }
    const tail = transformerGraph(spec, weights, { outputs: ['ce'], provided })
    const ce = async (post: ArrayLike<number>) => {
      const out = await runModel(tail, {
        'blocks.0.hook_resid_mid': float32(
          Float32Array.from(naive.hooks['blocks.0.hook_resid_mid'].data.subarray(0, 5 * 8)),
          [...lead, 8],
        ),
        [HOOK]: float32(Float32Array.from(post).subarray(0, 5 * 12), [...lead, 12]),
        targets: int64(TOKENS.slice(1), lead),
      })
      return Array.from(out.ce.data, Number)
    }
    const clean = await ce(naive.hooks[HOOK].data)
    const ablated = await ce(ablateFeature(dictionary, naive.hooks[HOOK], acts, feature).data)
    const expected = naiveLossEffects(spec, weights, dictionary, {
      hook: HOOK,
      applyBDecToInput: true,
      feature,
      tokenIds: TOKENS,
      special: new Uint8Array(spec.dVocab),
    })
    expect(
      relativeError(
        ablated.map((value, t) => value - clean[t]),
        expected,
      ),
    ).toBeLessThan(1e-4)
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.01)
  },
)
