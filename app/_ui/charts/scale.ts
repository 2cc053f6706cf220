/** Computes scales, places on them and which points of many are drawn. Pure, so that tests can read the result. */

export interface Scale {
  readonly kind: 'linear' | 'log'
  readonly low: number
  readonly high: number
}

/** Returns the place of a value on a scale, 0…1; for a value outside the scale, the nearer end. */
export function placeOn({ kind, low, high }: Scale, value: number): number {
  const map = kind === 'log' ? Math.log10 : (v: number) => v
  const span = map(high) - map(low)
  if (!(span > 0)) return 0.5
  const place = (map(value) - map(low)) / span
  return Number.isNaN(place) ? 0 : Math.min(1, Math.max(0, place))
}

/**
 * Returns a scale that holds all values. The scale is logarithmic if the values are positive and span more than a
 * decade. `from` is an end that must be on the scale.
 */
export function scaleOf(values: readonly number[], from?: number): Scale {
  const known = values.filter(Number.isFinite)
  const low = Math.min(...known, ...(from === undefined ? [] : [from]))
  const high = Math.max(...known, ...(from === undefined ? [] : [from]))
  if (known.length === 0) return { kind: 'linear', low: 0, high: 1 }
  if (low > 0 && high / low > 10) return { kind: 'log', low, high }
  return low === high
    ? { kind: 'linear', low: Math.min(0, low), high: high || 1 }
    : { kind: 'linear', low, high }
}

/** Returns about `count` of the items, evenly spread, with the last one always among them. */
export function thin<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.ceil(items.length / count))
  return items.filter((_, i) => (items.length - 1 - i) % step === 0)
}

const STEPS = [1, 2, 5]

/** Returns at most `count` round numbers (1, 2, 5 × 10ⁿ) inside a log scale; only decades if there are more. */
export function logTicks({ low, high }: Scale, count: number): number[] {
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    for (const step of STEPS) {
      const value = step * 10 ** power
      if (value >= low && value <= high) ticks.push(Number(value.toPrecision(1)))
    }
  if (ticks.length <= count) return ticks
  const decades = ticks.filter((value) => Math.log10(value) % 1 === 0)
  return thin(decades.length > 1 ? decades : ticks, count)
}

/** Returns three to five round numbers inside a linear scale. */
export function linearTicks({ low, high }: Scale): number[] {
  const span = high - low
  if (!(span > 0)) return [low]
  const rough = 10 ** Math.floor(Math.log10(span / 4))
  const step = [1, 2, 5, 10].map((times) => times * rough).find((size) => span / size < 5) ?? span
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}

/**
 * Returns the items that draw the same curve with far fewer points: of every stretch the one with the least and the one with the
 * greatest value, so that no peak is lost, and both ends.
 */
export function extremes<T>(
  items: readonly T[],
  measure: (item: T) => number | null,
  stretches: number,
): T[] {
  if (items.length <= 2 * stretches + 2) return [...items]
  const kept = new Set<number>([0, items.length - 1])
  const length = items.length / stretches
  for (let stretch = 0; stretch < stretches; stretch++) {
    let [least, greatest] = [-1, -1]
    for (let at = Math.floor(stretch * length); at < Math.floor((stretch + 1) * length); at++) {
      const value = measure(items[at])
      if (value === null || !Number.isFinite(value)) continue
      if (least < 0 || value < (measure(items[least]) ?? 0)) least = at
      if (greatest < 0 || value > (measure(items[greatest]) ?? 0)) greatest = at
    }
    if (least >= 0) kept.add(least).add(greatest)
  }
  return [...kept].sort((a, b) => a - b).map((at) => items[at])
}
