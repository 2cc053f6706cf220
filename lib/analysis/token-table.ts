/**
 * Exact statistics of (feature, token) pairs in an open-addressing table with linear probing. One record is 24 bytes:
 * feature + 1, token, firings, maximum (float32 bits), Σ activation (float64). The table grows with the distinct
 * pairs of one shard.
 */
const WORDS = 6

export interface TokenTable {
  capacity: number
  used: number
  words: Uint32Array // [capacity · 6]
  floats: Float32Array
  doubles: Float64Array // [capacity · 3]
}

export function createTokenTable(capacity = 1 << 16): TokenTable {
  const buffer = new ArrayBuffer(capacity * WORDS * 4)
  return {
    capacity,
    used: 0,
    words: new Uint32Array(buffer),
    floats: new Float32Array(buffer),
    doubles: new Float64Array(buffer),
  }
}

function home(feature: number, token: number, mask: number): number {
  const h = Math.imul(feature, 0x9e3779b1) ^ Math.imul(token, 0x85ebca6b)
  return (Math.imul(h ^ (h >>> 15), 0xc2b2ae35) >>> 7) & mask
}

/** Adds one firing of a feature on a token. */
export function addFiring(table: TokenTable, feature: number, token: number, value: number): void {
  const { words } = table
  const mask = table.capacity - 1
  const key = feature + 1
  let slot = home(feature, token, mask)
  for (;;) {
    const at = slot * WORDS
    if (words[at] === key && words[at + 1] === token) {
      words[at + 2]++
      if (value > table.floats[at + 3]) table.floats[at + 3] = value
      table.doubles[slot * 3 + 2] += value
      return
    }
    if (words[at] === 0) {
      words[at] = key
      words[at + 1] = token
      words[at + 2] = 1
      table.floats[at + 3] = value
      table.doubles[slot * 3 + 2] = value
      if (++table.used * 5 > table.capacity * 3) grow(table)
      return
    }
    slot = (slot + 1) & mask
  }
}

function grow(table: TokenTable): void {
  const bigger = createTokenTable(table.capacity * 2)
  const mask = bigger.capacity - 1
  for (let from = 0; from < table.capacity * WORDS; from += WORDS) {
    if (table.words[from] === 0) continue
    let slot = home(table.words[from] - 1, table.words[from + 1], mask)
    while (bigger.words[slot * WORDS] !== 0) slot = (slot + 1) & mask
    for (let w = 0; w < WORDS; w++) bigger.words[slot * WORDS + w] = table.words[from + w]
  }
  bigger.used = table.used
  Object.assign(table, bigger)
}

/** Token statistics of a range of features as sorted rows: feature i owns rows offsets[i] … offsets[i + 1]. */
export interface TokenStatRows {
  readonly offsets: Uint32Array // [n + 1]
  readonly tokens: Uint32Array // [rows], ascending inside a feature
  readonly counts: Float64Array // [rows]
  readonly sums: Float64Array // [rows]
  readonly maxima: Float32Array // [rows]
}

export function createTokenStatRows(features: number, rows: number): TokenStatRows {
  return {
    offsets: new Uint32Array(features + 1),
    tokens: new Uint32Array(rows),
    counts: new Float64Array(rows),
    sums: new Float64Array(rows),
    maxima: new Float32Array(rows),
  }
}

/** Returns the table as rows ordered by feature, then token. */
export function tokenStatRows(table: TokenTable, features: number): TokenStatRows {
  const rows = createTokenStatRows(features, table.used)
  const slots = new Uint32Array(table.used)
  for (let slot = 0; slot < table.capacity; slot++)
    if (table.words[slot * WORDS] !== 0) rows.offsets[table.words[slot * WORDS]]++
  for (let i = 0; i < features; i++) rows.offsets[i + 1] += rows.offsets[i]
  const next = rows.offsets.slice()
  for (let slot = 0; slot < table.capacity; slot++)
    if (table.words[slot * WORDS] !== 0) slots[next[table.words[slot * WORDS] - 1]++] = slot
  for (let i = 0; i < features; i++) {
    const own = slots.subarray(rows.offsets[i], rows.offsets[i + 1])
    own.sort((a, b) => table.words[a * WORDS + 1] - table.words[b * WORDS + 1])
  }
  slots.forEach((slot, row) => {
    rows.tokens[row] = table.words[slot * WORDS + 1]
    rows.counts[row] = table.words[slot * WORDS + 2]
    rows.sums[row] = table.doubles[slot * 3 + 2]
    rows.maxima[row] = table.floats[slot * WORDS + 3]
  })
  return rows
}
