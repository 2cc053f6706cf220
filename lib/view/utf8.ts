/**
 * Finds characters in bytes: the well-formed sequences of UTF-8 (the Unicode Standard, table 3-7). Overlong sequences,
 * halves of surrogate pairs and characters beyond U+10FFFF are not well-formed. Pure.
 */

/** Returns the length of the character that starts at `at`, or 0 if none does. */
export function characterAt(bytes: Uint8Array, at: number): number {
  const length = lengthBy(bytes[at])
  return at + length <= bytes.length && isPrefix(bytes, at, length) ? length : 0
}

/** Returns the length of the character that the bytes from `at` begin and do not end, or 0 if there is none. */
export function characterBegunAt(bytes: Uint8Array, at: number): number {
  const length = lengthBy(bytes[at])
  return at + length > bytes.length && isPrefix(bytes, at, bytes.length - at) ? length : 0
}

/** Returns the length of a character by its first byte, or 0 if no character begins with that byte. */
function lengthBy(lead: number): number {
  return lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
}

/** Returns true if `count` bytes from `at`, the first of which begins a character, may be its first bytes. */
function isPrefix(bytes: Uint8Array, at: number, count: number): boolean {
  const lead = bytes[at]
  const second = bytes[at + 1]
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (count > 1 && (second < least || second > most)) return false
  for (let more = at + 2; more < at + count; more++) if ((bytes[more] & 0xc0) !== 0x80) return false
  return true
}
