import { type HookName, hookWidth, parseHook } from '@/lib/domain/hook'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { transformerGraph } from '@/lib/onnx/graphs/transformer'
import { int64, openSession, type Session } from '@/lib/runtime/session'
import { fillBatch, type TokenSet } from './token-set'

/** Number of windows that go through the model together. */
const BATCH = 32

/** Source of the activations of a hook point for windows of a token set, without BOS positions. */
export interface ActivationSource {
  readonly width: number
  /** Writes the rows of the windows in order, unscaled, into `out` [≥ rows, width]; returns the number of rows. */
  fill(windows: ArrayLike<number>, out: Float32Array): Promise<number>
  release(): Promise<void>
}

/** Opens the part of a model before `hook`. */
export async function openActivationSource(
  spec: ModelSpec,
  weights: TransformerWeights,
  hook: HookName,
  set: TokenSet,
  contextSize: number,
  threads: number,
): Promise<ActivationSource> {
  const width = hookWidth(parseHook(hook), spec)
  const session = await openSession(transformerGraph(spec, weights, { outputs: [hook] }), { threads })
  return {
    width,
    fill: (windows, out) => fill(session, spec, hook, set, contextSize, width, windows, out),
    release: () => session.release(),
  }
}

async function fill(
  session: Session,
  spec: ModelSpec,
  hook: HookName,
  set: TokenSet,
  contextSize: number,
  width: number,
  windows: ArrayLike<number>,
  out: Float32Array,
): Promise<number> {
  let rows = 0
  const all = Array.from(windows)
  for (let first = 0; first < all.length; first += BATCH) {
    const part = all.slice(first, first + BATCH)
    const { ids } = fillBatch(set, part, part.length, contextSize, spec.bosTokenId, false)
    const result = await session.run({ ids: int64(ids, [part.length, contextSize]) })
    const { data } = result[hook]
    if (!(data instanceof Float32Array))
      throw new SemascopeError('internal', `hook "${hook}" is not a float32 tensor`)
    for (const [row, window] of part.entries()) {
      const from = (row * contextSize + 1) * width
      const length = set.lengths[window]
      out.set(data.subarray(from, from + length * width), rows * width)
      rows += length
    }
  }
  return rows
}
