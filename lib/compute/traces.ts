/**
 * Traces examples: the activation of the feature over each chosen sequence, and the loss effect of removing the
 * feature. The feature's contribution f·d is subtracted at every position where it fires and the SAE's error is kept.
 * Source: Bricken et al. 2023, "ablations"; the sign is CE_ablated − CE_clean, so a positive effect means that it
 * helps.
 */
import { INTERVALS } from '@/lib/domain/example'
import { isPositionwise } from '@/lib/domain/hook'
import { type Ablation, ablateRows } from './ablate-rows'
import { ablateSequences } from './ablate-sequences'
import { decoderRows } from './decoder'
import { displayedFirings, type Firings } from './firings'
import { countIntervals } from './interval-counts'
import type { CachedDictionary, CachedModel } from './loaded'
import { batchSequences, chunks, forwardRows, type TokenRows } from './rows'
import { frontSession } from './sessions'

/** A feature to trace on a sequence; `ablate` asks for its loss effects. */
export interface TraceRequest {
  readonly feature: number
  /** Index into the given sequences. */
  readonly sequence: number
  readonly ablate: boolean
}

/** Positions where the feature fires, displayed activations, and Δloss in nats (NaN where nothing is predicted). */
export interface Trace {
  readonly positions: Int16Array
  readonly activations: Float32Array
  readonly lossEffects: Float32Array
}

interface Firing {
  readonly row: number
  /** Displayed activation. */
  readonly value: number
}

export interface Traced {
  /** Traces in the order of the requests. */
  readonly traces: Trace[]
  /** Number of firings of every feature in each of its intervals over all the sequences, [d_sae, 11]. */
  readonly intervals: Uint32Array
}

/**
 * Runs the sequences once. Returns the traces, and the number of firings of each feature in each interval, now that
 * its maximum is known. Special tokens are silent by definition. maxima [d_sae], displayed.
 */
export async function traceFeatures(
  model: CachedModel,
  dictionary: CachedDictionary,
  sequences: readonly Int32Array[],
  requests: readonly TraceRequest[],
  maxima: Float32Array,
  special: Uint8Array,
  threads: number,
): Promise<Traced> {
  const { hook } = dictionary.spec
  const front = await frontSession(model, hook, threads)
  const bySequence = new Map<number, number[]>()
  requests.forEach(({ sequence }, i) => {
    const list = bySequence.get(sequence)
    if (list) list.push(i)
    else bySequence.set(sequence, [i])
  })
  const traces = new Array<Trace>(requests.length)
  const intervals = new Uint32Array(dictionary.spec.dSae * INTERVALS)

  for (const batch of chunks([...sequences.keys()], batchSequences(dictionary.spec))) {
    const rows = await forwardRows(
      front,
      batch.map((sequence) => sequences[sequence]),
    )
    const { width } = rows.tensors[hook]
    const sparse = await displayedFirings(dictionary, rows, threads)
    countIntervals(intervals, sparse, rows.tokenIds, maxima, special)
    const firings = collectFirings(rows, sparse, batch, bySequence, requests)
    const ablations: Ablation[] = []
    for (const [request, list] of firings) {
      if (!requests[request].ablate) continue
      const feature = requests[request].feature
      // Displayed activation belongs to the unit decoder direction: f·‖d‖ · d/‖d‖ = f·d.
      const norm = dictionary.decoderNorms[feature]
      const direction = decoderRows(dictionary.weights, width, feature, 1).map((d) => d / norm)
      ablations.push({ direction, sequence: batch.indexOf(requests[request].sequence), firings: list })
    }
    const effects = isPositionwise(hook, model.spec.nLayers)
      ? await ablateRows(model, hook, rows, ablations, special, threads)
      : await ablateSequences(model, hook, rows, ablations, special, threads)
    let next = 0
    for (const [request, list] of firings) {
      // The feature is also removed at special tokens, where it is not shown.
      const shown = list.map(({ row }) => special[rows.tokenIds[row]] !== 1)
      const visible = list.filter((_, i) => shown[i])
      const start = rows.starts[batch.indexOf(requests[request].sequence)]
      traces[request] = {
        positions: Int16Array.from(visible, ({ row }) => row - start),
        activations: Float32Array.from(visible, ({ value }) => value),
        lossEffects: requests[request].ablate
          ? effects[next++].filter((_, i) => shown[i])
          : new Float32Array(visible.length).fill(Number.NaN),
      }
    }
  }
  return { traces, intervals }
}

/** Returns the firings of every request of the batch by request, special tokens included, in order; possibly none. */
function collectFirings(
  rows: TokenRows,
  sparse: Firings,
  batch: readonly number[],
  bySequence: ReadonlyMap<number, readonly number[]>,
  requests: readonly TraceRequest[],
): Map<number, Firing[]> {
  const firings = new Map<number, Firing[]>()
  const slots = batch.map((sequence) => {
    const byFeature = new Map<number, number[]>()
    for (const request of bySequence.get(sequence) ?? []) {
      firings.set(request, [])
      const feature = requests[request].feature
      byFeature.set(feature, [...(byFeature.get(feature) ?? []), request])
    }
    return byFeature
  })
  let slot = 0
  for (let m = 0; m < sparse.values.length; m++) {
    const row = sparse.rows[m]
    while (row >= rows.starts[slot + 1]) slot++
    const hits = slots[slot].get(sparse.features[m])
    if (!hits) continue
    for (const request of hits) firings.get(request)?.push({ row, value: sparse.values[m] })
  }
  return firings
}
