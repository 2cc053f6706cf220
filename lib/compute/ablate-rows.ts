import type { HookName } from '@/lib/domain/hook'
import type { CachedModel } from './loaded'
import type { TokenRows } from './rows'
import { runTail, type TailItem } from './run-tail'
import { tailSession } from './sessions'
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
  const items: TailItem[] = [...clean.keys()].map((row) => item(row, [], NOTHING))
  for (const { direction, firings } of ablations)
    for (const firing of firings)
      if (targets[firing.row] >= 0) items.push(item(firing.row, [firing], direction))

  const tail = await tailSession(model, hook, 'row', threads)
  const ce = new Float32Array(items.length)
  for (let from = 0; from < items.length; from += TAIL_ROWS) {
    const batch = items.slice(from, from + TAIL_ROWS)
    ce.set((await runTail(tail, 'row', hook, rows, batch, targets)).ce, from)
  }
  let next = clean.size
  return ablations.map(({ firings }) =>
    Float32Array.from(firings, ({ row }) => {
      const base = clean.get(row)
      return base === undefined ? Number.NaN : ce[next++] - ce[base]
    }),
  )
}

const NOTHING = new Float32Array(0)

function item(row: number, firings: TailItem['firings'], direction: Float32Array): TailItem {
  return { start: row, end: row + 1, firings, direction }
}
