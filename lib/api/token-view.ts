/**
 * Tokens as they travel to pages. A token is bytes; most are whole characters and travel as text. A token
 * that splits a character travels with its exact bytes in hex, because its text alone would be a lie.
 * Pages show invisible characters as marks: a dot for a leading space, ⏎ ⇥ for breaks and tabs, hex for
 * bytes that are no character, U+… for controls and for marks that change the direction of text.
 */

export interface TokenText {
  /** Decoded text; bytes that are not a whole character are U+FFFD here. */
  readonly text: string
  /** All bytes as lower-case hex pairs, only when the token is not whole characters. */
  readonly hex?: string
  /** BOS, EOT, padding. */
  readonly special?: true
}

export type TokenPiece = { readonly kind: 'plain' | 'mark' | 'hex'; readonly text: string }

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

/** A token from its bytes. */
export function tokenText(bytes: Uint8Array, special = false): TokenText {
  const flag = special ? ({ special: true } as const) : {}
  try {
    return { text: strict.decode(bytes), ...flag }
  } catch {
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return { text: lossy.decode(bytes), hex, ...flag }
  }
}

/** Longest run of characters a literal shows. */
export const LITERAL_LENGTH = 22

/** What most tokens are, which need no looking at sign by sign. */
const PLAIN_WORD = /^[!-~]+$/
const PLAIN_TEXT = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u

/** Pieces of one token in a list: leading space "·", n spaces "·n", at most 22 characters, then "…". */
export function literalPieces(token: TokenText, limit = LITERAL_LENGTH): TokenPiece[] {
  if (!token.hex && token.text.length <= limit && PLAIN_WORD.test(token.text)) return [plain(token.text)]
  if (token.text === '' && !token.hex) return [{ kind: 'mark', text: 'empty' }]
  const pieces = runs(token).flatMap((run, at) =>
    run.kind === 'hex' ? [run] : literalRun(onBase(run.text), at === 0),
  )
  return cut(merge(pieces), limit)
}

/** Pieces of one token inside running text: spaces stay, breaks and tabs are marks. */
export function stripPieces(token: TokenText): TokenPiece[] {
  if (!token.hex && PLAIN_TEXT.test(token.text)) return [plain(token.text)]
  return merge(
    runs(token).flatMap((run) =>
      run.kind === 'hex' ? [run] : [...run.text].map((char) => (isPlain(char) ? plain(char) : markOf(char))),
    ),
  )
}

/** What a screen reader or a title says for a token. */
export function tokenName(token: TokenText): string {
  return literalPieces(token, Number.POSITIVE_INFINITY)
    .map((piece) => piece.text)
    .join('')
}

/** A mark that combines with the character before it is shown on a dotted circle where there is none. */
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

/** Letters, marks, numbers, punctuation, symbols and the plain space. */
function isPlain(char: string): boolean {
  return char === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)
}

function markOf(char: string): TokenPiece {
  if (char === '\n') return mark('⏎')
  if (char === '\t') return mark('⇥')
  if (char === '\r') return mark('␍')
  return mark(`U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
}

/** Splits a token's bytes into whole text and hex of what is no character. */
function runs(token: TokenText): TokenPiece[] {
  if (!token.hex) return [plain(token.text)]
  const bytes = Uint8Array.from(token.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const pieces: TokenPiece[] = []
  for (let at = 0; at < bytes.length; ) {
    let end = at
    for (let length = wholeCharacter(bytes, end); length > 0; length = wholeCharacter(bytes, end))
      end += length
    if (end > at) pieces.push(plain(strict.decode(bytes.subarray(at, end))))
    at = end
    for (; end < bytes.length && wholeCharacter(bytes, end) === 0; end++);
    if (end > at) pieces.push({ kind: 'hex', text: hexPairs(bytes.subarray(at, end)) })
    at = end
  }
  return pieces
}

const hexPairs = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ')

/**
 * Bytes of the character that starts at `at`, 0 when none does: neither overlong, nor half of a surrogate pair, nor
 * beyond U+10FFFF (the well-formed sequences of the Unicode Standard, table 3-7).
 */
function wholeCharacter(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]
  if (lead < 0x80) return 1
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  if (length === 0 || at + length > bytes.length) return 0
  const second = bytes[at + 1]
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < least || second > most) return 0
  for (let more = at + 2; more < at + length; more++) if ((bytes[more] & 0xc0) !== 0x80) return 0
  return length
}

function merge(pieces: readonly TokenPiece[]): TokenPiece[] {
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
