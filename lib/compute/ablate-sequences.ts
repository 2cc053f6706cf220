import type { HookName } from '@/lib/domain/hook'
import { float32, int64, type Session } from '@/lib/runtime/session'
import type { Ablation } from './ablate-rows'
import type { CachedModel } from './loaded'
import { chunks, type TokenRows } from './rows'
import { tailSession } from './sessions'
import { tailTensors } from './tail-tensors'
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
  const clean = new Map<number, Float32Array>()
  const needed = [...new Set(ablations.map(({ sequence }) => sequence))]
  for (const batch of chunks(needed, BATCH)) {
    const unchanged = batch.map((sequence) => ({ direction: new Float32Array(0), sequence, firings: [] }))
    const ce = await runTail(tail, hook, rows, unchanged, targets)
    batch.forEach((sequence, i) => {
      clean.set(sequence, ce[i])
    })
  }
  const effects: Float32Array[] = []
  for (const batch of chunks(ablations, BATCH)) {
    const ablated = await runTail(tail, hook, rows, batch, targets)
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

/** Returns the CE of every position of each ablation's sequence. */
async function runTail(
  tail: Session,
  hook: HookName,
  rows: TokenRows,
  ablations: readonly Ablation[],
  targets: Int32Array,
): Promise<Float32Array[]> {
  const lengths = ablations.map(({ sequence }) => rows.starts[sequence + 1] - rows.starts[sequence])
  const length = Math.max(...lengths)
  const shape = [ablations.length, length]
  const feeds = Object.fromEntries(
    tailTensors(hook, rows).map(([name, source, width]) => {
      const data = new Float32Array(ablations.length * length * width)
      ablations.forEach(({ sequence, direction, firings }, i) => {
        const start = rows.starts[sequence]
        const base = i * length * width
        data.set(source.subarray(start * width, rows.starts[sequence + 1] * width), base)
        if (name !== hook) return
        for (const { row, value } of firings)
          for (let k = 0; k < width; k++) data[base + (row - start) * width + k] -= value * direction[k]
      })
      return [name, float32(data, [...shape, width])]
    }),
  )
  const wanted = new Int32Array(ablations.length * length)
  ablations.forEach(({ sequence }, i) => {
    for (let t = 0; t < lengths[i]; t++)
      wanted[i * length + t] = Math.max(0, targets[rows.starts[sequence] + t])
  })
  const { ce } = await tail.run({ ...feeds, targets: int64(wanted, shape) })
  const data = ce.data as Float32Array
  return ablations.map((_, i) => data.slice(i * length, (i + 1) * length))
}
