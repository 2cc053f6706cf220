import { parseHook } from '@/lib/domain/hook'
import { float32, int32 } from '@/lib/runtime/session'
import type { CachedDictionary, CachedModel } from '../loaded'
import { chunks } from '../rows'
import { ablateSession, frontSession, toResidualSession } from '../sessions'
import { type AblatedRows, itemRanges, type RowLosses, unitDirections } from './items'

/** Directions taken to the residual stream at once. */
const DIRECTIONS = 1024

/**
 * Losses at a hook that is linear to the end of the residual stream: directions are taken there once, and from a row of the
 * residual stream each firing subtracts its own.
 */
export async function linearLosses(
  model: CachedModel,
  dictionary: CachedDictionary,
  features: readonly number[],
  threads: number,
): Promise<RowLosses> {
  const { dModel, nLayers } = model.spec
  const end = `blocks.${nLayers - 1}.hook_resid_post`
  const front = await frontSession(model, end, threads)
  const session = await ablateSession(model, threads)
  const directions = await residualDirections(model, dictionary, features, threads)
  return {
    front,
    async of(rows, items: AblatedRows) {
      const { data } = rows.tensors[end]
      const residual = float32(data, [rows.tokenIds.length, dModel])
      const ce = new Float32Array(items.row.length)
      for (const [from, to] of itemRanges(items.row.length, model.spec)) {
        const part = <T extends number[]>(values: T) => values.slice(from, to)
        const answer = await session.run({
          residual,
          directions: float32(directions, [features.length, dModel]),
          row: int32(part(items.row), [to - from]),
          direction: int32(part(items.direction), [to - from]),
          amount: float32(Float32Array.from(part(items.amount)), [to - from, 1]),
          target: int32(part(items.target), [to - from]),
        })
        ce.set(answer.ce.data as Float32Array, from)
      }
      return ce
    },
  }
}

/** Returns the directions of features in the residual stream, [features, d_model]. */
async function residualDirections(
  model: CachedModel,
  dictionary: CachedDictionary,
  features: readonly number[],
  threads: number,
): Promise<Float32Array> {
  const { hook, dIn } = dictionary.spec
  if (parseHook(hook).site !== 'mlp.hook_post') return unitDirections(dictionary, features)
  const { dModel } = model.spec
  const session = await toResidualSession(model, hook, threads)
  const out = new Float32Array(features.length * dModel)
  let at = 0
  for (const part of chunks(features, DIRECTIONS)) {
    const directions = float32(unitDirections(dictionary, part), [part.length, dIn])
    const { residual } = await session.run({ directions })
    out.set(residual.data as Float32Array, at)
    at += part.length * dModel
  }
  return out
}
