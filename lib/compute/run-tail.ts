import type { HookName } from '@/lib/domain/hook'
import { float32, int64, type Session } from '@/lib/runtime/session'
import type { TokenRows } from './rows'
import { tailTensors } from './tail-tensors'

/** Rows of a batch from which a feature is taken away, one item of what the tail runs. */
export interface TailItem {
  /** Rows [start, end). */
  readonly start: number
  readonly end: number
  /** Where the feature fires, with its displayed activation; empty leaves the rows as they are. */
  readonly firings: readonly { readonly row: number; readonly value: number }[]
  /** Decoder direction of unit length, [d_hook]. */
  readonly direction: Float32Array
}

/**
 * Runs what follows a hook on items without their feature and returns the CE of each position, [items × longest item];
 * what lies beyond an item's end, or where nothing is predicted (target −1), means nothing. `form` is that of the session:
 * rows are items of one row.
 */
export async function runTail(
  tail: Session,
  form: 'row' | 'sequence',
  hook: HookName,
  rows: TokenRows,
  items: readonly TailItem[],
  targets: Int32Array,
): Promise<{ readonly ce: Float32Array; readonly length: number }> {
  const length = Math.max(...items.map(({ start, end }) => end - start))
  const shape = form === 'row' ? [items.length] : [items.length, length]
  const feeds = Object.fromEntries(
    tailTensors(hook, rows).map(([name, source, width]) => {
      const data = new Float32Array(items.length * length * width)
      items.forEach(({ start, end, direction, firings }, i) => {
        const base = i * length * width
        data.set(source.subarray(start * width, end * width), base)
        if (name !== hook) return
        for (const { row, value } of firings)
          for (let k = 0; k < width; k++) data[base + (row - start) * width + k] -= value * direction[k]
      })
      return [name, float32(data, [...shape, width])]
    }),
  )
  const wanted = new Int32Array(items.length * length)
  items.forEach(({ start, end }, i) => {
    for (let row = start; row < end; row++) wanted[i * length + row - start] = Math.max(0, targets[row])
  })
  const { ce } = await tail.run({ ...feeds, targets: int64(wanted, shape) })
  return { ce: ce.data as Float32Array, length }
}
