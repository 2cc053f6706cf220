import { groupBy } from '@/lib/corpus/group-by'
import { FINAL_HOOK } from '@/lib/onnx/graphs/variant-loss'
import { float32, int64, type Session } from '@/lib/runtime/session'
import { batchSequences } from '../batch-size'
import type { CachedDictionary, CachedModel } from '../loaded'
import { chunks, forwardRows, type TokenRows } from '../rows'
import { finalSession, frontSession, lossSession } from '../sessions'
import { tailTensors } from '../tail-tensors'
import { nextTokens } from '../targets'
import { itemRanges, unitDirections } from './items'

/** One feature on one sequence, with every position where it fires. */
export interface SequenceAblation {
  readonly feature: number
  /** Number of the sequence in the corpus. */
  readonly sequence: number
  readonly positions: ArrayLike<number>
  /** Displayed activations at the positions. */
  readonly activations: ArrayLike<number>
}

/** Most sequences that run at once. */
const MOST_SEQUENCES = 8

/**
 * Returns Δloss in nats at a hook that attention follows: a whole sequence is run again without the feature, so the effect at a
 * position includes that of removing the feature at earlier positions. One array per ablation, beside its positions; NaN where
 * nothing is predicted.
 */
export async function ablateSequences(
  model: CachedModel,
  dictionary: CachedDictionary,
  sequences: ReadonlyMap<number, Int32Array>,
  ablations: readonly SequenceAblation[],
  special: Uint8Array,
  options: { readonly threads: number; readonly progress?: (ablations: number) => void },
): Promise<Float32Array[]> {
  const { threads, progress } = options
  const { hook } = dictionary.spec
  let done = 0
  const front = await frontSession(model, hook, threads)
  const tail = await finalSession(model, hook, 'sequence', threads)
  const loss = await lossSession(model, threads)
  const effects = ablations.map(({ positions }) => new Float32Array(positions.length).fill(Number.NaN))
  const bySequence = groupBy(ablations.keys(), (at) => ablations[at].sequence)
  const size = Math.min(MOST_SEQUENCES, batchSequences(model.spec, dictionary.spec.contextSize))
  for (const batch of chunks([...bySequence.keys()], size)) {
    const rows = await forwardRows(
      front,
      batch.map((sequence) => sequences.get(sequence) as Int32Array),
    )
    const targets = nextTokens(rows.starts, rows.tokenIds, special)
    const ends = (runs: readonly Run[]) => finalRows(tail, hook, rows, runs)
    const ceOf = (final: Final, places: readonly Place[]) => lossesAt(loss, model, final, places, targets)

    const clean = new Map<number, number>()
    const places = batch.flatMap((sequence, run) => {
      const used = (bySequence.get(sequence) as number[]).flatMap((at) => Array.from(ablations[at].positions))
      return predicted(rows, run, run, [...new Set(used)], targets)
    })
    const unchanged = batch.map((_, sequence) => ({
      sequence,
      positions: [],
      amounts: [],
      direction: NOTHING,
    }))
    const cleanCe = await ceOf(await ends(unchanged), places)
    places.forEach(({ row }, i) => {
      clean.set(row, cleanCe[i])
    })

    const queue = batch.flatMap((sequence, at) =>
      (bySequence.get(sequence) as number[]).map((ablation) => ({ ablation, at })),
    )
    for (const some of chunks(queue, size)) {
      const runs = some.map(({ ablation, at }) => {
        const { feature, positions, activations } = ablations[ablation]
        return {
          sequence: at,
          positions,
          amounts: activations,
          direction: unitDirections(dictionary, [feature]),
        }
      })
      const wanted = some.flatMap(({ ablation, at }, run) =>
        predicted(rows, run, at, Array.from(ablations[ablation].positions), targets),
      )
      const ce = await ceOf(await ends(runs), wanted)
      wanted.forEach(({ run, index, row }, i) => {
        effects[some[run].ablation][index] = ce[i] - (clean.get(row) as number)
      })
      done += some.length
      progress?.(done)
    }
  }
  return effects
}

/** A sequence of a batch, run with some amount of a direction taken away at positions. */
interface Run {
  readonly sequence: number
  readonly positions: ArrayLike<number>
  readonly amounts: ArrayLike<number>
  readonly direction: Float32Array
}
const NOTHING = new Float32Array(0)

/** The normalised end of the residual stream of every run, [runs, length, d_model]. */
interface Final {
  readonly data: Float32Array
  readonly length: number
}

/** A position of a run whose loss is wanted, the `index`-th of its positions. */
interface Place {
  readonly run: number
  readonly index: number
  readonly position: number
  readonly row: number
}

/** Returns the positions at which something is predicted. */
function predicted(
  { starts }: TokenRows,
  run: number,
  sequence: number,
  positions: readonly number[],
  targets: Int32Array,
): Place[] {
  return positions
    .map((position, index) => ({ run, index, position, row: starts[sequence] + position }))
    .filter(({ row }) => targets[row] >= 0)
}

async function finalRows(tail: Session, hook: string, rows: TokenRows, runs: readonly Run[]): Promise<Final> {
  const { starts } = rows
  const length = Math.max(...runs.map(({ sequence }) => starts[sequence + 1] - starts[sequence]))
  const feeds = Object.fromEntries(
    tailTensors(hook, rows).map(([name, source, width]) => {
      const data = new Float32Array(runs.length * length * width)
      runs.forEach(({ sequence, positions, amounts, direction }, i) => {
        const base = i * length * width
        data.set(source.subarray(starts[sequence] * width, starts[sequence + 1] * width), base)
        if (name !== hook) return
        for (let n = 0; n < positions.length; n++)
          for (let k = 0; k < width; k++) data[base + positions[n] * width + k] -= amounts[n] * direction[k]
      })
      return [name, float32(data, [runs.length, length, width])]
    }),
  )
  const { [FINAL_HOOK]: final } = await tail.run(feeds)
  return { data: final.data as Float32Array, length }
}

async function lossesAt(
  loss: Session,
  { spec }: CachedModel,
  { data, length }: Final,
  places: readonly Place[],
  targets: Int32Array,
): Promise<Float32Array> {
  const { dModel } = spec
  const ce = new Float32Array(places.length)
  for (const [from, to] of itemRanges(places.length, spec)) {
    const part = places.slice(from, to)
    const final = new Float32Array(part.length * dModel)
    part.forEach(({ run, position }, i) => {
      const at = (run * length + position) * dModel
      final.set(data.subarray(at, at + dModel), i * dModel)
    })
    const answer = await loss.run({
      [FINAL_HOOK]: float32(final, [part.length, dModel]),
      targets: int64(
        part.map(({ row }) => targets[row]),
        [part.length],
      ),
    })
    ce.set(answer.ce.data as Float32Array, from)
  }
  return ce
}
