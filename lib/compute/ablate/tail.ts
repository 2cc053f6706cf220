import { FINAL_HOOK } from '@/lib/onnx/graphs/variant-loss'
import { float32, int64 } from '@/lib/runtime/session'
import type { CachedDictionary, CachedModel } from '../loaded'
import { finalSession, frontSession, lossSession } from '../sessions'
import { tailTensors } from '../tail-tensors'
import { itemRanges, type RowLosses, unitDirections } from './items'

/** Losses at a hook that no attention follows but a non-linearity: what comes after the hook is computed again for each row. */
export async function tailLosses(
  model: CachedModel,
  dictionary: CachedDictionary,
  features: readonly number[],
  threads: number,
): Promise<RowLosses> {
  const { hook, dIn } = dictionary.spec
  const tail = hook === FINAL_HOOK ? null : await finalSession(model, hook, 'row', threads)
  const loss = await lossSession(model, threads)
  const directions = unitDirections(dictionary, features)
  return {
    front: await frontSession(model, hook, threads),
    async of(rows, items) {
      const ce = new Float32Array(items.row.length)
      for (const [from, to] of itemRanges(items.row.length, model.spec)) {
        const count = to - from
        const feeds = Object.fromEntries(
          tailTensors(hook, rows).map(([name, source, width]) => {
            const data = new Float32Array(count * width)
            for (let i = 0; i < count; i++) {
              const row = items.row[from + i]
              data.set(source.subarray(row * width, (row + 1) * width), i * width)
              if (name !== hook) continue
              const amount = items.amount[from + i]
              const base = items.direction[from + i] * dIn
              if (amount !== 0)
                for (let k = 0; k < width; k++) data[i * width + k] -= amount * directions[base + k]
            }
            return [name, float32(data, [count, width])]
          }),
        )
        const final = tail ? (await tail.run(feeds))[FINAL_HOOK] : feeds[FINAL_HOOK]
        const targets = int64(items.target.slice(from, to), [count])
        const answer = await loss.run({ [FINAL_HOOK]: final, targets })
        ce.set(answer.ce.data as Float32Array, from)
      }
      return ce
    },
  }
}
