import type { CheckedFeature } from '@/lib/db/queries/checked-feature'
import { GROUP_TOP, INTERVALS } from '@/lib/domain/example'
import { naiveLossEffects } from '@/lib/tensor'
import { type BruteFeature, bruteLogits, bruteTop, type Subject, TOLERANCE, windowKey } from './brute-force'

/** The comparison of one number or list. `ok` is true if the difference is within the tolerance. */
export interface Check {
  readonly name: string
  readonly stored: unknown
  readonly recomputed: unknown
  readonly ok: boolean
}

/** Number of examples whose loss effects are computed again; each takes a forward pass in float64. */
const ABLATED_EXAMPLES = 2

/** Compares the stored values of a feature with the values that brute force finds. */
export function compareFeature(
  subject: Subject,
  brute: BruteFeature,
  stored: CheckedFeature,
  contentTokens: number,
  sequences: ReadonlyMap<number, Int32Array>,
  repeats: ReadonlyMap<string, number>,
): Check[] {
  const max = brute.firings.reduce((most, { activation }) => Math.max(most, activation), 0)
  const near = (a: number, b: number, scale: number) => Math.abs(a - b) <= TOLERANCE * scale
  const check = (name: string, found: unknown, recomputed: unknown, ok: boolean): Check => ({
    name,
    stored: found,
    recomputed,
    ok,
  })
  const count = brute.firings.length
  const intervals = intervalCounts(brute, max)
  const moved = stored.intervalCounts.reduce((sum, n, k) => sum + Math.abs(n - intervals[k]), 0)
  const top = bruteTop(brute.firings)
  const storedTop = stored.examples.filter(({ group }) => group === GROUP_TOP)
  const activationAt = new Map(
    brute.firings.map(({ sequence, position, activation }) => [`${sequence}/${position}`, activation]),
  )
  const keyOf = ({ sequence, position }: { sequence: number; position: number }) =>
    windowKey(sequences.get(sequence) as Int32Array, position)

  return [
    check('firings', stored.count, count, Math.abs(stored.count - count) <= brute.ambiguous),
    check(
      'density',
      stored.density,
      count / contentTokens,
      Math.abs(stored.density - count / contentTokens) <= brute.ambiguous / contentTokens + 1e-15,
    ),
    check('maximum', stored.maxActivation, max, near(stored.maxActivation, max, max)),
    check(
      'top examples',
      storedTop.map(({ activation }) => activation),
      top.map(({ activation }) => activation),
      storedTop.length === top.length &&
        storedTop.every((example, rank) => near(example.activation, top[rank].activation, max)) &&
        new Set(storedTop.map(keyOf)).size === storedTop.length,
    ),
    check(
      'activation at examples',
      stored.examples.length,
      stored.examples.length,
      stored.examples.every((example) =>
        near(example.activation, activationAt.get(`${example.sequence}/${example.position}`) ?? 0, max),
      ),
    ),
    check(
      'intervals',
      stored.intervalCounts,
      intervals,
      moved <= 2 * (brute.ambiguous + onBorders(brute, max)),
    ),
    check(
      'repeats',
      stored.examples.map((example) => example.repeats),
      stored.examples.map((example) => repeats.get(keyOf(example)) ?? 0),
      stored.examples.every((example) => example.repeats === (repeats.get(keyOf(example)) ?? 0)),
    ),
    ...logitChecks(subject, brute.index, stored),
    ...lossChecks(subject, brute.index, storedTop.slice(0, ABLATED_EXAMPLES), sequences),
  ]
}

function intervalCounts({ firings }: BruteFeature, max: number): number[] {
  const counts = new Array<number>(INTERVALS).fill(0)
  for (const { activation } of firings)
    for (let k = 0; k < INTERVALS; k++)
      if (
        activation > (max * (INTERVALS - 1 - k)) / INTERVALS &&
        (k === 0 || activation <= (max * (INTERVALS - k)) / INTERVALS)
      )
        counts[k]++
  return counts
}

/** Returns the number of firings so near a border of intervals that float32 may put them on the other side. */
function onBorders({ firings }: BruteFeature, max: number): number {
  return firings.filter(({ activation }) => {
    const level = (activation / max) * INTERVALS
    return level < INTERVALS - 0.5 && Math.abs(level - Math.round(level)) < 1e-4
  }).length
}

function logitChecks(subject: Subject, index: number, stored: CheckedFeature): Check[] {
  if (stored.promoted.length === 0 && stored.suppressed.length === 0) return []
  const logits = bruteLogits(subject, index)
  const scale = logits.reduce((most, logit) => Math.max(most, Math.abs(logit)), 0)
  return (['promoted', 'suppressed'] as const).map((side) => ({
    name: `${side} tokens`,
    stored: stored[side].map(({ value }) => value),
    recomputed: stored[side].map(({ token }) => logits[token]),
    ok: stored[side].every(({ token, value }) => Math.abs(logits[token] - value) <= TOLERANCE * scale),
  }))
}

function lossChecks(
  subject: Subject,
  feature: number,
  examples: CheckedFeature['examples'],
  sequences: ReadonlyMap<number, Int32Array>,
): Check[] {
  const { dictionaryWeights, dictionary, spec, weights } = subject
  if (dictionaryWeights.kind === 'neurons') return []
  return examples.map(({ sequence, positions, lossEffects }) => {
    const tokenIds = Array.from(sequences.get(sequence) as Int32Array)
    const { hook, applyBDecToInput } = dictionary
    const options = { hook, applyBDecToInput, feature, tokenIds, special: subject.special }
    const effects = naiveLossEffects(spec, weights, dictionaryWeights, options)
    const recomputed = positions.map((position) => effects[position] ?? null)
    return {
      name: `loss effects on sequence ${sequence}`,
      stored: lossEffects,
      recomputed,
      // The effects are differences of cross-entropies around 10 nats; the tolerance is relative to those.
      ok: lossEffects.every(
        (effect, i) => effect === null || Math.abs(effect - (recomputed[i] ?? Number.NaN)) <= TOLERANCE * 10,
      ),
    }
  })
}
