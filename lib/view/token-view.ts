/**
 * Tokens as they are sent to pages and shown. A token is bytes; most tokens are whole characters and are sent as text.
 * A token that splits a character is sent with its exact bytes in hex, because its text alone would be wrong. Pages
 * show invisible characters as marks: a dot for a leading space, ⏎ ⇥ for breaks and tabs, hex for bytes that are not a
 * character, U+… for controls and for marks that change the direction of text.
 */
import { characterAt } from './utf8'

export interface TokenText {
  /** Decoded text; bytes that are not a whole character are U+FFFD here. */
  readonly text: string
  /** All bytes as lower-case hex pairs, only if the token is not whole characters. */
  readonly hex?: string
  /** BOS, EOT, padding. */
  readonly special?: true
}

/**
 * A piece of a shown token. Two kinds occur only in running text: `part`, bytes of a character that a later token of
 * the same text ends, and `special`, the name of a special token.
 */
export type TokenPiece = {
  readonly kind: 'plain' | 'mark' | 'hex' | 'part' | 'special'
  readonly text: string
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Returns a token from its bytes. */
export function tokenText(bytes: Uint8Array, special = false): TokenText {
  const flag = special ? ({ special: true } as const) : {}
  const text = decoder.decode(bytes)
  if (isWhole(bytes)) return { text, ...flag }
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { text, hex, ...flag }
}

/** Returns true if bytes are whole characters. A decoder that throws would be a hundred times slower. */
function isWhole(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const length = characterAt(bytes, at)
    if (length === 0) return false
    at += length
  }
  return true
}

/** Most characters that a literal shows. */
const LITERAL_LENGTH = 22

/** Most tokens match these, and their characters need no further look. */
const PLAIN_WORD = /^[!-~]+$/
const PLAIN_TEXT = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u

/** Returns the pieces of one token in a list: leading space "·", n spaces "·n", at most 22 characters, then "…". */
export function literalPieces(token: TokenText, limit = LITERAL_LENGTH): TokenPiece[] {
  if (!token.hex && token.text.length <= limit && PLAIN_WORD.test(token.text)) return [plain(token.text)]
  if (token.text === '' && !token.hex) return [{ kind: 'mark', text: 'empty' }]
  const pieces = runs(token).flatMap((run, at) =>
    run.kind === 'hex' ? [run] : literalRun(onBase(run.text), at === 0),
  )
  return cut(merge(pieces), limit)
}

/** Returns the pieces of one token inside running text: spaces stay, breaks and tabs are marks. */
export function stripPieces(token: TokenText): TokenPiece[] {
  if (token.special) return [{ kind: 'special', text: token.text }]
  if (!token.hex && PLAIN_TEXT.test(token.text)) return [plain(token.text)]
  return merge(
    runs(token).flatMap((run) =>
      run.kind === 'hex' ? [run] : [...run.text].map((char) => (isPlain(char) ? plain(char) : markOf(char))),
    ),
  )
}

/** Returns the text of a token for a screen reader or a title. */
export function tokenName(token: TokenText): string {
  return literalPieces(token, Number.POSITIVE_INFINITY)
    .map((piece) => piece.text)
    .join('')
}

/** Puts a dotted circle before a leading mark, which would combine with the character before it. */
function onBase(text: string): string {
  return text.replace(/^( *)(?=\p{M})/u, '$1\u25cc')
}

function literalRun(text: string, first: boolean): TokenPiece[] {
  const pieces: TokenPiece[] = []
  const pattern = /( +)|(\t+)|([^ \t]+)/gsu
  for (const match of text.matchAll(pattern)) {
    const [run, spaces, tabs] = match
    const atStart = first && match.index === 0
    const atEnd = match.index + run.length === text.length
    if (spaces !== undefined) {
      if (spaces.length === 1 && !atStart && !atEnd) pieces.push(plain(' '))
      else pieces.push(mark(spaces.length === 1 ? '·' : `·${spaces.length}`))
    } else if (tabs !== undefined) pieces.push(mark(tabs.length === 1 ? '⇥' : `⇥${tabs.length}`))
    else for (const char of run) pieces.push(isPlain(char) ? plain(char) : markOf(char))
  }
  return pieces
}

const plain = (text: string): TokenPiece => ({ kind: 'plain', text })
const mark = (text: string): TokenPiece => ({ kind: 'mark', text })

/** Returns true for letters, marks, numbers, punctuation, symbols and the plain space. */
function isPlain(char: string): boolean {
  return char === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)
}

function markOf(char: string): TokenPiece {
  if (char === '\n') return mark('⏎')
  if (char === '\t') return mark('⇥')
  if (char === '\r') return mark('␍')
  return mark(`U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
}

/** Splits the bytes of a token into text and the hex of bytes that are not a character. */
function runs(token: TokenText): TokenPiece[] {
  if (!token.hex) return [plain(token.text)]
  const bytes = bytesOf(token.hex)
  const pieces: TokenPiece[] = []
  for (let at = 0; at < bytes.length; ) {
    let end = at
    for (let length = characterAt(bytes, end); length > 0; length = characterAt(bytes, end)) end += length
    if (end > at) pieces.push(plain(decoder.decode(bytes.subarray(at, end))))
    at = end
    for (; end < bytes.length && characterAt(bytes, end) === 0; end++);
    if (end > at) pieces.push({ kind: 'hex', text: hexPairs(bytes.subarray(at, end)) })
    at = end
  }
  return pieces
}

export const bytesOf = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** Returns bytes as they are shown: "E1 8D". */
export const hexPairs = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ')

/** Joins neighbouring pieces of one kind; marks stay apart. */
export function merge(pieces: readonly TokenPiece[]): TokenPiece[] {
  const merged: TokenPiece[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (last && last.kind === piece.kind && piece.kind !== 'mark')
      merged[merged.length - 1] = {
        kind: piece.kind,
        text: last.text + (piece.kind === 'hex' ? ' ' : '') + piece.text,
      }
    else merged.push(piece)
  }
  return merged
}

function cut(pieces: readonly TokenPiece[], limit: number): TokenPiece[] {
  const kept: TokenPiece[] = []
  let left = limit
  for (const piece of pieces) {
    const chars = [...piece.text]
    if (chars.length <= left) kept.push(piece)
    else {
      if (left > 0) kept.push({ kind: piece.kind, text: chars.slice(0, left).join('') })
      kept.push(mark('…'))
      break
    }
    left -= chars.length
  }
  return kept
}
