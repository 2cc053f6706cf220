/** Counts of features by small codes, with and without each group of filters, in one pass. Pure. */
import { FILTER_GROUPS, type FilterGroup } from '@/lib/contract/browse-query'
import { GROUP_BITS } from './match'

/** Codes are below this. */
const CODES = 128

export class Tally {
  /** By slot, then by code: slot 0 has the features that match, slot 1 + n those that fail the nth group alone. */
  constructor(private readonly table: Uint32Array) {}

  /** By code, the features that match. */
  matching(): Uint32Array {
    return this.table.subarray(0, CODES)
  }

  /** By code, the features that match all groups but perhaps this one. */
  without(group: FilterGroup): Uint32Array {
    const from = slotOf(GROUP_BITS[group]) * CODES
    return this.matching().map((count, code) => count + this.table[from + code])
  }
}

const slotOf = (bits: number) => 32 - Math.clz32(bits)

/**
 * Tallies of three codes of each feature. `failed` has the groups of filters it fails, as bits: with two or more, no
 * change to one of them brings it back, and it is left out.
 */
export function tallies(
  failed: Uint16Array,
  codes: readonly [Uint8Array, Uint8Array, Uint8Array],
): [Tally, Tally, Tally] {
  const [a, b, c] = codes
  const make = () => new Uint32Array((1 + Object.keys(FILTER_GROUPS).length) * CODES)
  const [inA, inB, inC] = [make(), make(), make()]
  for (let index = 0; index < failed.length; index++) {
    const bits = failed[index]
    if ((bits & (bits - 1)) !== 0) continue
    const slot = slotOf(bits) * CODES
    inA[slot + a[index]]++
    inB[slot + b[index]]++
    inC[slot + c[index]]++
  }
  return [new Tally(inA), new Tally(inB), new Tally(inC)]
}
