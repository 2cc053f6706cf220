import type { HookName } from '@/lib/domain/hook'
import { float32, int64, type Session } from '@/lib/runtime/session'
import type { CachedModel } from './loaded'
import type { TokenRows } from './rows'
import { tailSession } from './sessions'
import { tailTensors } from './tail-tensors'
import { nextTokens } from './targets'

/** Most rows that the tail takes at once, so that the logits of a batch stay small. */
const TAIL_ROWS = 512

/** One feature on one sequence of a batch, with the rows where it fires (displayed activation). */
export interface Ablation {
  /** Decoder direction of unit length, [d_hook]. */
  readonly direction: Float32Array
  /** Index of the sequence in the batch. */
  readonly sequence: number
  readonly firings: readonly { readonly row: number; readonly value: number }[]
}

interface Job {
  readonly row: number
  readonly value: number
  readonly direction: Float32Array | null
}

/**
 * Returns the Δloss at a hook that no attention follows: only the positions where the feature fires change, and only
 * they are computed again. One array per ablation, NaN where nothing is predicted.
 */
export async function ablateRows(
  model: CachedModel,
  hook: HookName,
  rows: TokenRows,
  ablations: readonly Ablation[],
  special: Uint8Array,
  threads: number,
): Promise<Float32Array[]> {
  const targets = nextTokens(rows.starts, rows.tokenIds, special)
  const clean = new Map<number, number>()
  for (const { firings } of ablations)
    for (const { row } of firings) if (targets[row] >= 0 && !clean.has(row)) clean.set(row, clean.size)
  const jobs: Job[] = [...clean.keys()].map((row) => ({ row, value: 0, direction: null }))
  for (const { direction, firings } of ablations)
    for (const { row, value } of firings) if (targets[row] >= 0) jobs.push({ row, value, direction })

  const tail = await tailSession(model, hook, 'row', threads)
  const ce = new Float32Array(jobs.length)
  for (let from = 0; from < jobs.length; from += TAIL_ROWS) {
    const batch = jobs.slice(from, from + TAIL_ROWS)
    ce.set(await runTail(tail, hook, rows, batch, targets), from)
  }
  let next = clean.size
  return ablations.map(({ firings }) =>
    Float32Array.from(firings, ({ row }) => {
      const base = clean.get(row)
      return base === undefined ? Number.NaN : ce[next++] - ce[base]
    }),
  )
}

async function runTail(
  tail: Session,
  hook: HookName,
  rows: TokenRows,
  jobs: readonly Job[],
  targets: Int32Array,
): Promise<Float32Array> {
  const feeds = Object.fromEntries(
    tailTensors(hook, rows).map(([name, source, width]) => {
      const data = new Float32Array(jobs.length * width)
      jobs.forEach(({ row, value, direction }, i) => {
        data.set(source.subarray(row * width, (row + 1) * width), i * width)
        if (name === hook && direction)
          for (let k = 0; k < width; k++) data[i * width + k] -= value * direction[k]
      })
      return [name, float32(data, [jobs.length, width])]
    }),
  )
  const wanted = Int32Array.from(jobs, ({ row }) => targets[row])
  const { ce } = await tail.run({ ...feeds, targets: int64(wanted, [jobs.length]) })
  return ce.data as Float32Array
}
