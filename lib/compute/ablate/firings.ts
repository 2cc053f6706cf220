import { isLinearToEnd } from '@/lib/domain/hook'
import { batchSequences } from '../batch-size'
import type { CachedDictionary, CachedModel } from '../loaded'
import { forwardRows } from '../rows'
import { nextTokens } from '../targets'
import { type AblatedRows, itemCount, type RowLosses } from './items'
import { linearLosses } from './linear'
import { tailLosses } from './tail'

/** Firings to measure, a struct of arrays. */
export interface AblatedFirings {
  /** Numbers of the sequences in the corpus. */
  readonly sequences: ArrayLike<number>
  readonly positions: ArrayLike<number>
  readonly features: ArrayLike<number>
  /** Displayed activations. */
  readonly values: ArrayLike<number>
}

/**
 * Returns Δloss = CE_ablated − CE_clean in nats of each firing at a hook that no attention follows: only the position itself
 * changes, x − f·d, and the dictionary's error is kept. NaN where nothing is predicted. `sequences` are [first, …) of the
 * corpus; no firing may be at a special token.
 */
export async function ablateFirings(
  model: CachedModel,
  dictionary: CachedDictionary,
  first: number,
  sequences: readonly Int32Array[],
  firings: AblatedFirings,
  special: Uint8Array,
  options: { readonly threads: number; readonly progress?: (sequences: number) => void },
): Promise<Float32Array> {
  const { threads, progress } = options
  const effects = new Float32Array(firings.values.length).fill(Number.NaN)
  const bySequence = sequences.map(() => [] as number[])
  for (let i = 0; i < effects.length; i++) bySequence[firings.sequences[i] - first].push(i)
  const needed = [...sequences.keys()].filter((sequence) => bySequence[sequence].length > 0)
  if (needed.length === 0) return effects
  const used = [...new Set(Array.from(firings.features))].sort((a, b) => a - b)
  const place = new Map(used.map((feature, at) => [feature, at]))
  const losses: RowLosses = isLinearToEnd(dictionary.spec.hook, model.spec.nLayers)
    ? await linearLosses(model, dictionary, used, threads)
    : await tailLosses(model, dictionary, used, threads)
  const size = batchSequences(model.spec, dictionary.spec.contextSize)
  for (let from = 0; from < needed.length; from += size) {
    const batch = needed.slice(from, from + size)
    const rows = await forwardRows(
      losses.front,
      batch.map((sequence) => sequences[sequence]),
    )
    const targets = nextTokens(rows.starts, rows.tokenIds, special)
    const items: AblatedRows = { row: [], direction: [], amount: [], target: [] }
    const add = (row: number, direction: number, amount: number) => {
      items.row.push(row)
      items.direction.push(direction)
      items.amount.push(amount)
      items.target.push(targets[row])
    }
    const clean = new Map<number, number>()
    const own: { readonly firing: number; readonly row: number }[] = []
    batch.forEach((sequence, at) => {
      for (const firing of bySequence[sequence]) {
        const row = rows.starts[at] + firings.positions[firing]
        if (targets[row] < 0) continue
        own.push({ firing, row })
        if (clean.has(row)) continue
        clean.set(row, itemCount(items))
        add(row, 0, 0)
      }
    })
    const begin = itemCount(items)
    for (const { firing, row } of own)
      add(row, place.get(firings.features[firing]) as number, firings.values[firing])
    const ce = await losses.of(rows, items)
    own.forEach(({ firing, row }, at) => {
      effects[firing] = ce[begin + at] - ce[clean.get(row) as number]
    })
    progress?.(Math.min(needed.length, from + size))
  }
  return effects
}
