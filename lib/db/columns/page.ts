/** One page of a list: the first features of an order that match, from a cursor or a place on. Pure. */
import type { Matcher } from './match'
import { type Cursor, cursorAt, placeAfter, type Sequence } from './order'

export interface PageOptions {
  readonly limit: number
  /** After this feature; else after so many matches. */
  readonly cursor: Cursor | null
  readonly skip: number
}

export interface Page {
  readonly indices: readonly number[]
  /** Where the next page starts; null when this is the last. */
  readonly next: Cursor | null
}

const startOf = (sequence: Sequence, { cursor }: PageOptions) => (cursor ? placeAfter(sequence, cursor) : 0)
/** A cursor says where to begin by itself. */
const skipOf = ({ cursor, skip }: PageOptions) => (cursor ? 0 : skip)

/** With the groups of filters that every feature fails. */
export function pageOfFailed(sequence: Sequence, failed: Uint16Array, options: PageOptions): Page {
  const { features } = sequence
  const wanted = skipOf(options) + options.limit
  const places: number[] = []
  for (let place = startOf(sequence, options); place < features.length; place++)
    if (failed[features[place]] === 0 && places.push(place) > wanted) break
  return pageOfPlaces(sequence, places, options)
}

/**
 * By asking of features one after the other, `patience` of them at most; null when that was not enough, and a pass over
 * all is quicker.
 */
export function pageOfFirst(
  sequence: Sequence,
  { matches, only }: Matcher,
  options: PageOptions,
  patience: number,
): Page | null {
  const { features } = sequence
  const start = startOf(sequence, options)
  const wanted = skipOf(options) + options.limit
  const amongOnly = (few: Iterable<number>) => {
    const places = sequence.places()
    const found = [...new Set(few)].filter((index) => places[index] >= start && matches(index))
    return pageOfPlaces(sequence, Int32Array.from(found, (index) => places[index]).sort(), options)
  }
  // walking through the order meets one of many soon, and sorting a few costs little
  if (only && only.length ** 2 < features.length * wanted) return amongOnly(only)
  const end = Math.min(features.length, start + patience)
  const places: number[] = []
  for (let place = start; place < end && places.length <= wanted; place++)
    if (matches(features[place])) places.push(place)
  if (places.length > wanted || end === features.length) return pageOfPlaces(sequence, places, options)
  return only && only.length <= patience ? amongOnly(only) : null
}

/** The page among the places that match, in order; one more of them than it needs says that there is a next page. */
function pageOfPlaces(sequence: Sequence, places: ArrayLike<number>, options: PageOptions): Page {
  const from = skipOf(options)
  const to = Math.min(places.length, from + options.limit)
  const indices: number[] = []
  for (let at = from; at < to; at++) indices.push(sequence.features[places[at]])
  const isLast = to === places.length || indices.length === 0
  return { indices, next: isLast ? null : cursorAt(sequence, places[to - 1]) }
}
