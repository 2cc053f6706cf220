/**
 * How a token is shown: spaces as `·`, line breaks as `⏎`, tabs as `⇥`, control and invisible characters by
 * name, and bytes that are not a whole character as hex. The result is pieces, so that a page can style each
 * kind and never renders a replacement character that the text does not hold.
 */
import { sequenceLength, splitUtf8 } from './utf8'

export type TokenPieceKind = 'text' | 'space' | 'newline' | 'tab' | 'byte' | 'control'

export interface TokenPiece {
  readonly kind: TokenPieceKind
  /** What to show; for bytes pairs of hex digits with spaces between. */
  readonly text: string
}

export const TOKEN_CHARACTERS = 22
export const ELLIPSIS = '…'

/** Pieces of one token in a list; cut to `maxCharacters` shown ones, then `…`. n ≥ 2 spaces are `·n`. */
export function tokenPieces(bytes: Uint8Array, maxCharacters = TOKEN_CHARACTERS): TokenPiece[] {
  return cutPieces(joinPieces(bytesToPieces(bytes)).map(countSpaces), maxCharacters)
}

/** The pieces of `tokenPieces` as one string, for titles, labels and the terminal. */
export function tokenLabel(bytes: Uint8Array, maxCharacters = TOKEN_CHARACTERS): string {
  return tokenPieces(bytes, maxCharacters)
    .map((piece) => piece.text)
    .join('')
}

/**
 * Pieces of each token of a running text, uncut, one `·` a space. A character whose bytes lie in several tokens
 * is shown by the token that holds its first byte; the tokens that hold the rest show their bytes as hex.
 * So the text stays readable, every token shows something, and no character is shown twice. Bytes that
 * form no character (the text begins or ends inside one) are hex in the token that holds them.
 */
export function runningPieces(tokens: readonly Uint8Array[]): TokenPiece[][] {
  return tokens.map((bytes, t) => {
    const tail = splitTail(bytes)
    const completed = tail === 0 ? undefined : completeCharacter(tokens, t, tail)
    if (completed === undefined) return joinPieces(bytesToPieces(bytes))
    return joinPieces([
      ...bytesToPieces(bytes.subarray(0, bytes.length - tail)),
      ...characterPieces(completed),
    ])
  })
}

/** Bytes at the end of a token that begin a character without finishing it; 0 when there are none. */
function splitTail(bytes: Uint8Array): number {
  for (let tail = 1; tail <= Math.min(3, bytes.length); tail++) {
    const byte = bytes[bytes.length - tail]
    if ((byte & 0xc0) === 0x80) continue
    return sequenceLength(byte) > tail ? tail : 0
  }
  return 0
}

function completeCharacter(tokens: readonly Uint8Array[], t: number, tail: number): string | undefined {
  const bytes = [...tokens[t].subarray(tokens[t].length - tail)]
  const wanted = sequenceLength(bytes[0])
  for (let next = t + 1; next < tokens.length && bytes.length < wanted; next++)
    bytes.push(...tokens[next].subarray(0, wanted - bytes.length))
  const [unit] = splitUtf8(Uint8Array.from(bytes))
  return unit.kind === 'character' && unit.length === wanted ? unit.text : undefined
}

function bytesToPieces(bytes: Uint8Array): TokenPiece[] {
  return splitUtf8(bytes).flatMap((unit) =>
    unit.kind === 'byte' ? [{ kind: 'byte' as const, text: hexPair(unit.byte) }] : characterPieces(unit.text),
  )
}

function hexPair(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

/** Formatting, unassigned, private and odd separators: what leaves no ink or reorders what does. */
const INVISIBLE = /^(?:[\p{C}\p{Z}\u115f\u1160\u3164\uffa0]|\p{Variation_Selector})$/u
const COMBINING = /^\p{M}$/u

function characterPieces(character: string): TokenPiece[] {
  if (character === ' ') return [{ kind: 'space', text: '·' }]
  if (character === '\n') return [{ kind: 'newline', text: '⏎' }]
  if (character === '\t') return [{ kind: 'tab', text: '⇥' }]
  if (INVISIBLE.test(character)) return [{ kind: 'control', text: controlName(character) }]
  return [{ kind: 'text', text: character }]
}

/** ASCII control characters as their pictures (␀ … ␡), the others by code point. */
function controlName(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0
  if (codePoint < 0x20) return String.fromCodePoint(0x2400 + codePoint)
  if (codePoint === 0x7f) return '␡'
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Joins neighbours of one kind; a combining mark with nothing to sit on gets a dotted circle. */
function joinPieces(pieces: readonly TokenPiece[]): TokenPiece[] {
  const joined: { kind: TokenPieceKind; text: string }[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last?.kind !== piece.kind) {
      const bare = piece.kind === 'text' && COMBINING.test(piece.text)
      joined.push({ kind: piece.kind, text: bare ? `◌${piece.text}` : piece.text })
    } else last.text += piece.kind === 'byte' || piece.kind === 'control' ? ` ${piece.text}` : piece.text
  }
  return joined
}

function countSpaces(piece: TokenPiece): TokenPiece {
  return piece.kind === 'space' && piece.text.length > 1 ? { ...piece, text: `·${piece.text.length}` } : piece
}

function cutPieces(pieces: readonly TokenPiece[], maxCharacters: number): TokenPiece[] {
  const out: TokenPiece[] = []
  let room = maxCharacters
  for (const piece of pieces) {
    const characters = [...piece.text]
    if (characters.length <= room) out.push(piece)
    else {
      const kept = cutAt(piece.kind, characters, room)
      if (kept !== '') out.push({ kind: piece.kind, text: kept })
      out.push({ kind: 'text', text: ELLIPSIS })
      return out
    }
    room -= characters.length
  }
  return out
}

/** Hex pairs and names of control characters are kept whole. */
function cutAt(kind: TokenPieceKind, characters: readonly string[], room: number): string {
  const cut = characters.slice(0, room).join('')
  if (kind !== 'byte' && kind !== 'control') return cut
  return characters[room] === ' ' ? cut : cut.slice(0, Math.max(0, cut.lastIndexOf(' ')))
}
