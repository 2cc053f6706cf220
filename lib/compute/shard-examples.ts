import { decodeLossSample, joinLossSamples } from '@/lib/analysis/loss-sample'
import { encodeEffects, encodeIntervalCounts } from '@/lib/analysis/shard-effects'
import { GROUP_RANDOM, GROUP_TOP } from '@/lib/domain/example'
import { isPositionwise } from '@/lib/domain/hook'
import { type AblatedFirings, ablateFirings } from './ablate/firings'
import { type Choice, decodeChoices } from './choices'
import { readSequences } from './corpus-slices'
import type { CachedDictionary, CachedModel } from './loaded'
import { type SparseRequest, sparseActivations } from './sparse-activations'
import { type Trace, traceFeatures } from './traces'

/** Tokens on each side of a top example's token on whose firings the loss effect is measured, about as many as a line shows. */
const MEASURED_RADIUS = 12

export interface ExamplesRequest extends SparseRequest {
  /** The examples and the firings to measure of this shard, as bytes. */
  readonly choices: Uint8Array
  readonly samples: readonly Uint8Array[]
  /** Maximum of every feature, [d_sae]. */
  readonly maxima: Float32Array
}

export interface TracedExample extends Trace {
  readonly choice: Choice
  /** Activation at the example's token. */
  readonly activation: number
  /** Δloss beside the positions, in nats; NaN where it was not measured or nothing is predicted. */
  readonly lossEffects: Float32Array
}

export interface ShardExamples {
  readonly examples: TracedExample[]
  /** Numbers of firings by interval, and the effects of measured firings, a record a block (shard-effects.ts). */
  readonly intervals: Uint8Array[]
  readonly effects: Uint8Array[]
}

/**
 * Traces the examples of a shard, counts its firings by interval, and measures loss effects where no attention follows the
 * hook: on the firings drawn for estimates, and on those near the top examples.
 */
export async function shardExamples(
  model: CachedModel,
  dictionary: CachedDictionary,
  request: ExamplesRequest,
  options: { readonly threads: number; readonly progress: (sequences: number) => void },
): Promise<ShardExamples> {
  const { corpus, from, to, special } = request
  const { threads, progress } = options
  const { dSae, hook } = dictionary.spec
  const choices = decodeChoices(request.choices)
  const sample = joinLossSamples(request.samples.map(decodeLossSample))
  const { requests, places } = traceRequests(choices)
  const blocks = sparseActivations(model, dictionary, request, threads)
  const { traces, intervals } = await traceFeatures(blocks, requests, request.maxima)

  const firings = new Firings(dSae, from)
  if (isPositionwise(hook, model.spec.nLayers)) {
    for (let i = 0; i < sample.features.length; i++)
      firings.add(sample.features[i], sample.sequences[i], sample.positions[i], sample.values[i])
    choices.forEach((choice, i) => {
      addNear(firings, choice, traces[places[i]])
    })
  }
  const sequences = await readSequences(corpus, from, to)
  const effects = await ablateFirings(model, dictionary, from, sequences, firings.all, special, {
    threads,
    progress,
  })
  const effectAt = (feature: number, sequence: number, position: number) =>
    effects[firings.find(feature, sequence, position)] ?? Number.NaN

  const examples = choices.map((choice, i): TracedExample => {
    const { positions, activations } = traces[places[i]]
    const lossEffects = Float32Array.from(positions, (position) =>
      effectAt(choice.feature, choice.sequence, position),
    )
    const own = positions.indexOf(choice.position)
    return { choice, positions, activations, lossEffects, activation: own < 0 ? 0 : activations[own] }
  })
  const measured = effects.subarray(0, firings.size === 0 ? 0 : sample.features.length)
  return {
    examples,
    intervals: encodeIntervalCounts(intervals, dSae),
    effects: encodeEffects(sample, measured, dSae),
  }
}

/** Returns one request for each feature and sequence of the examples, and the place of each example's request. */
function traceRequests(choices: readonly Choice[]) {
  const known = new Map<string, number>()
  const requests: { feature: number; sequence: number }[] = []
  const places = choices.map(({ feature, sequence }) => {
    const key = `${feature}/${sequence}`
    const at = known.get(key) ?? requests.push({ feature, sequence }) - 1
    known.set(key, at)
    return at
  })
  return { requests, places }
}

/** Adds the firings near the token of a top example, and an interval example's own. */
function addNear(firings: Firings, choice: Choice, { positions, activations }: Trace): void {
  const { feature, group, sequence, position } = choice
  if (group === GROUP_RANDOM) return
  const radius = group === GROUP_TOP ? MEASURED_RADIUS : 0
  positions.forEach((at, i) => {
    if (Math.abs(at - position) <= radius) firings.add(feature, sequence, at, activations[i])
  })
}

/** A sequence has fewer positions than this. */
const POSITIONS = 2 ** 15

/** Firings to measure, each once, in the order in which they were added first. */
class Firings {
  readonly #places = new Map<number, number>()
  readonly #sequences: number[] = []
  readonly #positions: number[] = []
  readonly #features: number[] = []
  readonly #values: number[] = []

  constructor(
    private readonly dSae: number,
    private readonly first: number,
  ) {}

  get size(): number {
    return this.#values.length
  }

  get all(): AblatedFirings {
    return {
      sequences: this.#sequences,
      positions: this.#positions,
      features: this.#features,
      values: this.#values,
    }
  }

  add(feature: number, sequence: number, position: number, value: number): void {
    const key = this.#key(feature, sequence, position)
    if (this.#places.has(key)) return
    this.#places.set(key, this.size)
    this.#sequences.push(sequence)
    this.#positions.push(position)
    this.#features.push(feature)
    this.#values.push(value)
  }

  find(feature: number, sequence: number, position: number): number {
    return this.#places.get(this.#key(feature, sequence, position)) ?? -1
  }

  #key(feature: number, sequence: number, position: number): number {
    return ((sequence - this.first) * POSITIONS + position) * this.dSae + feature
  }
}
