/** A position chosen as an example, before its sequence was run. */
export interface Choice {
  readonly feature: number
  readonly group: number
  readonly rank: number
  readonly sequence: number
  readonly position: number
  readonly repeats: number
}

const FIELDS = ['feature', 'group', 'rank', 'sequence', 'position', 'repeats'] as const

/** Encodes choices as bytes: six int32 each, little-endian. */
export function encodeChoices(choices: readonly Choice[]): Uint8Array {
  const words = new Int32Array(choices.length * FIELDS.length)
  choices.forEach((choice, i) => {
    FIELDS.forEach((field, j) => {
      words[i * FIELDS.length + j] = choice[field]
    })
  })
  return new Uint8Array(words.buffer)
}

export function decodeChoices(bytes: Uint8Array): Choice[] {
  const words = new Int32Array(bytes.slice().buffer)
  return Array.from({ length: words.length / FIELDS.length }, (_, i) => {
    const [feature, group, rank, sequence, position, repeats] = words.subarray(
      i * FIELDS.length,
      (i + 1) * FIELDS.length,
    )
    return { feature, group, rank, sequence, position, repeats }
  })
}
