/**
 * Orders of a list. Each has two parts, so that dead features and unknown values come last in both directions:
 * first the features that fire and have the statistic, by it, equal ones by number; then the rest by number. Pure.
 */
import type { FeatureSort } from '@/lib/contract/browse-query'
import { derive, deriveComputed, type FeatureColumns, MARKED_NUMBERS } from './load'

export interface Order {
  readonly sort: FeatureSort
  readonly order: 'asc' | 'desc'
  readonly seed: number
}

export interface Sequence {
  /** All features in order. */
  readonly features: Int32Array
  /** Features of the first part; from there on the rest. */
  readonly split: number
  /** What the first part is ordered by. */
  readonly valueAt: (place: number) => number
  /** 1 when those values ascend, −1 when they descend. */
  readonly sign: 1 | -1
  /** By feature, its place; worked out when it is first asked for. */
  readonly places: () => Int32Array
}

/** Shuffles kept: people page through one, and few do at a time. */
const SHUFFLES = 4

/** The whole dictionary in an order; sorted once and kept, the latest shuffles too. */
export function sequenceOf(columns: FeatureColumns, { sort, order, seed }: Order): Sequence {
  if (sort !== 'random') {
    const keep = sort !== 'index' && MARKED_NUMBERS.includes(sort) ? derive : deriveComputed
    return keep(columns, `order ${sort} ${order}`, () => sorted(columns, sort, order === 'desc' ? -1 : 1))
  }
  const shuffles = deriveComputed(columns, 'shuffles', () => new Map<number, Sequence>())
  const found = shuffles.get(seed) ?? shuffled(columns, seed)
  shuffles.delete(seed)
  shuffles.set(seed, found)
  for (const oldest of shuffles.keys()) if (shuffles.size > SHUFFLES) shuffles.delete(oldest)
  return found
}

function sorted(columns: FeatureColumns, sort: Exclude<FeatureSort, 'random'>, sign: 1 | -1): Sequence {
  const { size, numbers } = columns
  if (sort === 'index') {
    const features = Int32Array.from({ length: size }, (_, place) => (sign === 1 ? place : size - 1 - place))
    return { features, split: size, valueAt: (place) => features[place], sign, places: placesOf(features) }
  }
  const values = numbers[sort]
  const { first, rest } = parted(columns, (index) => !Number.isNaN(values[index]))
  const ordered = first.sort((a, b) => sign * (values[a] - values[b]) || a - b)
  return join(ordered, rest, (place) => values[ordered[place]], sign)
}

/** Fisher–Yates by a seeded generator (mulberry32): the same seed gives the same order. */
function shuffled(columns: FeatureColumns, seed: number): Sequence {
  const { first, rest } = deriveComputed(columns, 'firing', () => parted(columns, () => true))
  const features = first.slice()
  let state = seed >>> 0
  for (let last = features.length - 1; last > 0; last--) {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    const other = ((mixed ^ (mixed >>> 14)) >>> 0) % (last + 1)
    const moved = features[last]
    features[last] = features[other]
    features[other] = moved
  }
  return join(features, rest, (place) => place, 1)
}

function parted(columns: FeatureColumns, isKnown: (index: number) => boolean) {
  const { count } = columns.numbers
  const isFirst = (index: number) => count[index] > 0 && isKnown(index)
  const all = Int32Array.from(count.keys())
  return { first: all.filter(isFirst), rest: all.filter((index) => !isFirst(index)) }
}

function join(first: Int32Array, rest: Int32Array, valueAt: Sequence['valueAt'], sign: 1 | -1): Sequence {
  const features = new Int32Array(first.length + rest.length)
  features.set(first)
  features.set(rest, first.length)
  return { features, split: first.length, valueAt, sign, places: placesOf(features) }
}

function placesOf(features: Int32Array): () => Int32Array {
  let places: Int32Array | undefined
  return () => {
    if (places) return places
    places = new Int32Array(features.length)
    for (let place = 0; place < features.length; place++) places[features[place]] = place
    return places
  }
}

/** Where a page starts: after this feature, in the first part (with its value) or in the rest (null). */
export interface Cursor {
  readonly value: number | null
  readonly index: number
}

/** The cursor of a place. */
export function cursorAt({ features, split, valueAt }: Sequence, place: number): Cursor {
  return { value: place < split ? valueAt(place) : null, index: features[place] }
}

/** The first place after a cursor, found by halving; a feature that has gone leaves its place to the next. */
export function placeAfter({ features, split, valueAt, sign }: Sequence, cursor: Cursor): number {
  const { value, index } = cursor
  const isAfter = (place: number) => {
    if (value === null) return features[place] > index
    const own = valueAt(place)
    if (own !== value) return sign * (own - value) > 0
    return features[place] > index
  }
  let low = value === null ? split : 0
  let high = value === null ? features.length : split
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** A cursor as an opaque string. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.index])).toString('base64url')
}

/** Reads a cursor; null when the string is not one of ours. */
export function readCursor(text: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!Array.isArray(parsed) || parsed.length !== 2) return null
    const [value, index] = parsed as unknown[]
    if (!(value === null || Number.isFinite(value)) || !Number.isSafeInteger(index) || (index as number) < 0)
      return null
    return { value: value as number | null, index: index as number }
  } catch {
    return null
  }
}
