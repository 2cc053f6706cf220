/**
 * Turns the tokens of a running text into the pieces that are shown. A byte-level tokenizer splits characters between
 * tokens: such a character is shown whole in the token that ends it, and the bytes in earlier tokens become a `part`,
 * so that the text can be read and copied unchanged. Bytes that no token completes are shown in hex. Pure.
 */
import {
  bytesOf,
  hexPairs,
  merge,
  stripPieces,
  type TokenPiece,
  type TokenText,
  tokenText,
} from './token-view'
import { characterAt, characterBegunAt } from './utf8'

/** Returns the pieces of each token, in order. */
export function stripTexts(tokens: readonly TokenText[]): TokenPiece[][] {
  const shown: TokenPiece[][] = []
  let begun: Begun = NOTHING
  for (const token of tokens) {
    const { pieces, parts, next } = token.hex ? read(bytesOf(token.hex), begun) : whole(token)
    for (const owner of parts) owner.push({ kind: 'part', text: (owner.pop() as TokenPiece).text })
    shown.push(pieces)
    begun = next
  }
  return shown
}

/** A character that has begun and has not ended. */
interface Begun {
  readonly bytes: Uint8Array
  /** Pieces of the tokens that hold the character so far; each ends with its bytes in hex. */
  readonly owners: readonly TokenPiece[][]
}
const NOTHING: Begun = { bytes: new Uint8Array(), owners: [] }

interface Read {
  readonly pieces: TokenPiece[]
  /** Pieces of the tokens whose last piece is part of a character that ends here. */
  readonly parts: readonly TokenPiece[][]
  readonly next: Begun
}

const whole = (token: TokenText): Read => ({ pieces: stripPieces(token), parts: [], next: NOTHING })

/** Reads a token that is not whole characters, given the character that the tokens before it began. */
function read(bytes: Uint8Array, begun: Begun): Read {
  const all = Uint8Array.of(...begun.bytes, ...bytes)
  const isOpen = begun.bytes.length > 0
  if (isOpen && characterBegunAt(all, 0) > 0) {
    const pieces: TokenPiece[] = [hex(bytes)]
    return { pieces, parts: [], next: { bytes: all, owners: [...begun.owners, pieces] } }
  }
  const ended = isOpen ? characterAt(all, 0) : 0
  const rest = ended > 0 ? all.subarray(ended) : bytes
  const from = beginOfLast(rest)
  const pieces = [
    ...(ended > 0 ? stripPieces(tokenText(all.subarray(0, ended))) : []),
    ...(from > 0 ? stripPieces(tokenText(rest.subarray(0, from))) : []),
  ]
  const shown = merge(pieces)
  const parts = ended > 0 ? begun.owners : []
  if (from === rest.length) return { pieces: shown, parts, next: NOTHING }
  const last = rest.subarray(from)
  shown.push(hex(last))
  return { pieces: shown, parts, next: { bytes: last, owners: [shown] } }
}

const hex = (bytes: Uint8Array): TokenPiece => ({ kind: 'hex', text: hexPairs(bytes) })

/** Returns where an unfinished last character begins, or the number of bytes if the last character is whole. */
function beginOfLast(bytes: Uint8Array): number {
  for (let at = Math.max(0, bytes.length - 3); at < bytes.length; at++)
    if (characterBegunAt(bytes, at) > 0) return at
  return bytes.length
}
