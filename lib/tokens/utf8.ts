/** Strict UTF-8, byte by byte: splits the bytes of texts and tokens into characters. */

/** A whole character, or one byte that belongs to no character. */
export type Utf8Unit =
  | { readonly kind: 'character'; readonly text: string; readonly length: number }
  | { readonly kind: 'byte'; readonly byte: number; readonly length: 1 }

/** Returns the length that a lead byte announces: 1 to 4, or 0 if the byte cannot begin a character. */
export function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xc2) return 0
  if (lead < 0xe0) return 2
  if (lead < 0xf0) return 3
  return lead < 0xf5 ? 4 : 0
}

/** Splits bytes into characters and stray bytes; overlong forms and surrogates count as stray bytes. */
export function splitUtf8(bytes: Uint8Array): Utf8Unit[] {
  const units: Utf8Unit[] = []
  for (let at = 0; at < bytes.length; ) {
    const text = characterAt(bytes, at)
    if (text === undefined) {
      units.push({ kind: 'byte', byte: bytes[at], length: 1 })
      at++
    } else {
      const length = sequenceLength(bytes[at])
      units.push({ kind: 'character', text, length })
      at += length
    }
  }
  return units
}

function characterAt(bytes: Uint8Array, at: number): string | undefined {
  const lead = bytes[at]
  const length = sequenceLength(lead)
  if (length === 0 || at + length > bytes.length) return undefined
  if (length === 1) return String.fromCharCode(lead)
  let codePoint = lead & (0x7f >> length)
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i]
    if ((byte & 0xc0) !== 0x80) return undefined
    codePoint = (codePoint << 6) | (byte & 0x3f)
  }
  if (length === 3 && (codePoint < 0x800 || (codePoint >= 0xd800 && codePoint < 0xe000))) return undefined
  if (length === 4 && (codePoint < 0x10000 || codePoint > 0x10ffff)) return undefined
  return String.fromCodePoint(codePoint)
}

/** Returns, for each UTF-8 byte of a text, the UTF-16 span of its character. A lone surrogate counts as U+FFFD. */
export function byteSpans(text: string): { starts: Int32Array; ends: Int32Array } {
  const starts = new Int32Array(text.length * 3)
  const ends = new Int32Array(text.length * 3)
  let byte = 0
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0
    const units = codePoint > 0xffff ? 2 : 1
    const length = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
    for (let i = 0; i < length; i++, byte++) {
      starts[byte] = at
      ends[byte] = at + units
    }
    at += units
  }
  return { starts: starts.subarray(0, byte), ends: ends.subarray(0, byte) }
}
