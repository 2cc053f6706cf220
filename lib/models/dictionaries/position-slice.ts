/**
 * `seqpos_slice` of a SAELens config: the arguments of Python's `slice` that chose the positions of a sequence, BOS
 * included, whose activations the dictionary was trained on.
 */

/** Returns the positions below `length` that a slice chooses, as Python does; undefined if these are no arguments of one. */
export function slicedPositions(value: unknown, length: number): ReadonlySet<number> | undefined {
  if (!Array.isArray(value) || value.length < 1 || value.length > 3) return undefined
  const parts: unknown[] = value
  if (!parts.every((part) => part === null || Number.isSafeInteger(part))) return undefined
  const given = parts as (number | null)[]
  const [start, stop, step] =
    given.length === 1 ? [null, given[0], null] : [given[0], given[1], given[2] ?? null]
  const by = step ?? 1
  if (by === 0) return undefined
  const lowest = by > 0 ? 0 : -1
  const highest = by > 0 ? length : length - 1
  const place = (at: number | null, fallback: number) =>
    at === null ? fallback : Math.max(lowest, Math.min(highest, at < 0 ? at + length : at))
  const from = place(start, by > 0 ? lowest : highest)
  const to = place(stop, by > 0 ? highest : lowest)
  const chosen = new Set<number>()
  for (let at = from; by > 0 ? at < to : at > to; at += by) chosen.add(at)
  return chosen
}
