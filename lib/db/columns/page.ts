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

/** The page of the features at some places, which ascend. */
function pageOfPlaces(sequence: Sequence, places: Iterable<number>, { limit, skip }: PageOptions): Page {
  const indices: number[] = []
  let skipped = 0
  let last = -1
  for (const place of places) {
    if (skipped < skip) skipped++
    else if (indices.length === limit) return { indices, next: cursorAt(sequence, last) }
    else {
      indices.push(sequence.features[place])
      last = place
    }
  }
  return { indices, next: null }
}

const startOf = (sequence: Sequence, { cursor }: PageOptions) => (cursor ? placeAfter(sequence, cursor) : 0)

/** With the groups of filters that every feature fails. */
export function pageOfFailed(sequence: Sequence, failed: Uint16Array, options: PageOptions): Page {
  const { features } = sequence
  function* matching() {
    for (let place = startOf(sequence, options); place < features.length; place++)
      if (failed[features[place]] === 0) yield place
  }
  return pageOfPlaces(sequence, matching(), withoutSkip(options))
}

/** By asking of features one after the other; null when so many had to be asked that a pass over all is quicker. */
export function pageOfFirst(
  sequence: Sequence,
  { matches, only }: Matcher,
  options: PageOptions,
  patience: number,
): Page | null {
  const { features } = sequence
  const start = startOf(sequence, options)
  if (only) {
    if (only.length > patience) return null
    const places = sequence.places()
    const found = [...new Set(only)].filter((index) => places[index] >= start && matches(index))
    const ascending = Int32Array.from(found, (index) => places[index]).sort()
    return pageOfPlaces(sequence, ascending, withoutSkip(options))
  }
  const end = Math.min(features.length, start + patience)
  function* matching() {
    for (let place = start; place < end; place++) if (matches(features[place])) yield place
  }
  const page = pageOfPlaces(sequence, matching(), withoutSkip(options))
  return page.next || end === features.length ? page : null
}

/** A cursor says where to begin by itself. */
const withoutSkip = (options: PageOptions): PageOptions =>
  options.cursor ? { ...options, skip: 0 } : options
