import type { HookName } from '@/lib/domain/hook'
import type { Ablation } from './ablate-rows'
import type { CachedModel } from './loaded'
import { chunks, type TokenRows } from './rows'
import { runTail } from './run-tail'
import { tailSession } from './sessions'
import { nextTokens } from './targets'

const BATCH = 16

/**
 * Returns the Δloss at a hook that attention follows: the whole sequence is run again without the feature, so the
 * effect at a position includes that of removing the feature at earlier positions. NaN where nothing is predicted.
 */
export async function ablateSequences(
  model: CachedModel,
  hook: HookName,
  rows: TokenRows,
  ablations: readonly Ablation[],
  special: Uint8Array,
  threads: number,
): Promise<Float32Array[]> {
  const targets = nextTokens(rows.starts, rows.tokenIds, special)
  const tail = await tailSession(model, hook, 'sequence', threads)
  /** The CE of every position of each ablation's sequence. */
  const without = async (batch: readonly Ablation[]): Promise<Float32Array[]> => {
    const items = batch.map(({ sequence, firings, direction }) => {
      return { start: rows.starts[sequence], end: rows.starts[sequence + 1], firings, direction }
    })
    const { ce, length } = await runTail(tail, 'sequence', hook, rows, items, targets)
    return items.map((_, i) => ce.slice(i * length, (i + 1) * length))
  }
  const clean = new Map<number, Float32Array>()
  const needed = [...new Set(ablations.map(({ sequence }) => sequence))]
  for (const batch of chunks(needed, BATCH)) {
    const unchanged = batch.map((sequence) => ({ direction: new Float32Array(0), sequence, firings: [] }))
    const ce = await without(unchanged)
    batch.forEach((sequence, i) => {
      clean.set(sequence, ce[i])
    })
  }
  const effects: Float32Array[] = []
  for (const batch of chunks(ablations, BATCH)) {
    const ablated = await without(batch)
    batch.forEach(({ sequence, firings }, i) => {
      const base = clean.get(sequence) as Float32Array
      effects.push(
        Float32Array.from(firings, ({ row }) => {
          const position = row - rows.starts[sequence]
          return targets[row] < 0 ? Number.NaN : ablated[i][position] - base[position]
        }),
      )
    })
  }
  return effects
}
