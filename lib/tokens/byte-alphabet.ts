/**
 * GPT-2's bijection between bytes and printable characters, in which vocabularies and merge lists are written:
 * printable Latin-1 bytes stand for themselves, other bytes for U+0100 and up.
 */
import { SemascopeError } from '@/lib/errors'

const PRINTABLE: readonly (readonly [number, number])[] = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
]

function isPrintable(byte: number): boolean {
  return PRINTABLE.some(([first, last]) => byte >= first && byte <= last)
}

const CHARACTER_OF_BYTE: string[] = []
const BYTE_OF_CHARACTER = new Map<string, number>()

/** Bytes in the order of GPT-2's vocabulary: by their character. */
export const BYTES_IN_ORDER: readonly number[] = (() => {
  const other: number[] = []
  const printable: number[] = []
  for (let byte = 0; byte < 256; byte++) {
    const character = String.fromCodePoint(isPrintable(byte) ? byte : 256 + other.length)
    ;(isPrintable(byte) ? printable : other).push(byte)
    CHARACTER_OF_BYTE.push(character)
    BYTE_OF_CHARACTER.set(character, byte)
  }
  return [...printable, ...other]
})()

/** Writes bytes in the alphabet, one character per byte. */
export function bytesToAlphabet(bytes: Uint8Array): string {
  let out = ''
  for (const byte of bytes) out += CHARACTER_OF_BYTE[byte]
  return out
}

/** Reads bytes written in the alphabet. Throws `unsupported` with the token and the unknown character. */
export function alphabetToBytes(token: string): Uint8Array {
  const bytes = new Uint8Array(token.length)
  let length = 0
  for (const character of token) {
    const byte = BYTE_OF_CHARACTER.get(character)
    if (byte === undefined)
      throw new SemascopeError(
        'unsupported',
        `token ${JSON.stringify(token)} holds ${JSON.stringify(character)}, which is not in the byte-level alphabet`,
      )
    bytes[length++] = byte
  }
  return bytes.subarray(0, length)
}
