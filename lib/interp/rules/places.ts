/**
 * Places in the text that a rule may name: the start of a line, comments, version numbers, base64 … They are read character by
 * character from left to right, so that a token's places depend only on what stands before it and on the token itself, as
 * a causal model's activations do. A sequence is read from its own start: what stood before it is unknown.
 */

interface Place {
  readonly name: string
  /** The phrase that follows a token: "digits" + " in version numbers". */
  readonly phrase: string
  /** The phrase for any token of the place. */
  readonly noun: string
}

/** Places from specific to general: of two equally good places the earlier one is named. */
export const PLACES = [
  { name: 'mappings', phrase: ' in mappings of source maps', noun: 'mappings of source maps' },
  { name: 'hexString', phrase: ' in hexadecimal strings', noun: 'hexadecimal strings' },
  { name: 'base64', phrase: ' in base64', noun: 'base64' },
  { name: 'version', phrase: ' in version numbers', noun: 'version numbers' },
  { name: 'url', phrase: ' in URLs', noun: 'URLs' },
  { name: 'path', phrase: ' in file paths', noun: 'file paths' },
  { name: 'snakeCase', phrase: ' in names with underscores', noun: 'names with underscores' },
  { name: 'lineStart', phrase: ' at the start of a line', noun: 'the start of a line' },
  { name: 'key', phrase: ' in quoted keys', noun: 'quoted keys' },
  { name: 'importLine', phrase: ' in import and export lines', noun: 'import and export lines' },
  { name: 'tableRow', phrase: ' in table rows', noun: 'table rows' },
  { name: 'listItem', phrase: ' in list items', noun: 'list items' },
  { name: 'heading', phrase: ' in lines that begin with “#”', noun: 'lines that begin with “#”' },
  { name: 'tag', phrase: ' in markup tags', noun: 'markup tags' },
  { name: 'comment', phrase: ' in comments', noun: 'comments' },
  { name: 'backticks', phrase: ' between backticks', noun: 'text between backticks' },
  { name: 'quoted', phrase: ' in quotation marks', noun: 'text in quotation marks' },
  { name: 'brackets', phrase: ' in round brackets', noun: 'text in round brackets' },
  { name: 'sourceMap', phrase: ' in source maps', noun: 'source maps' },
] as const satisfies readonly Place[]

export type PlaceName = (typeof PLACES)[number]['name']

export const PLACE_BITS = Object.fromEntries(PLACES.map(({ name }, j) => [name, 1 << j])) as Record<
  PlaceName,
  number
>

/** Lengths from which a run of characters counts as base64, as a hexadecimal string and as mappings. */
const BASE64_RUN = 24
const HEX_RUN = 8
const MAPPINGS_RUN = 16
/** How much of a line's beginning is kept, to tell what kind of line it is. */
const HEAD = 10

const NEWLINE = 10
const isSpace = (c: number) => c === 32 || c === 9 || c === NEWLINE || c === 13
const isDigit = (c: number) => c >= 48 && c <= 57
const isUpper = (c: number) => c >= 65 && c <= 90
const isLower = (c: number) => c >= 97 && c <= 122
const isLetter = (c: number) => isUpper(c) || isLower(c)
const isHexLetter = (c: number) => (c >= 97 && c <= 102) || (c >= 65 && c <= 70)

/** Reads the tokens of one sequence, and tells the places of each. */
export class PlaceReader {
  readonly #always: number
  #last = 0
  // The line: its first characters without indentation, how far it has come, and what kind of line it is.
  #head = ''
  #sawNewline = false
  #lineBits = 0
  #quote = 0
  #quoteIsFirst = false
  #inBackticks = false
  #depth = 0
  #inTag = false
  #inBlockComment = false
  // The word: characters without a space between them.
  #hasScheme = false
  #slashes = 0
  #dotted = 0
  #underscores = 0
  // Runs of characters of one alphabet.
  #base64 = 0
  #uppers = 0
  #lowers = 0
  #digits = 0
  #hex = 0
  #hexDigits = 0
  #mapped = 0
  #separators = 0

  /** `always` has the bits that hold at every token, such as that of a source map. */
  constructor(always = 0) {
    this.#always = always
  }

  /** Returns the place bits of the next token. Those of a token with a newline are of the line that it ends. */
  next(text: string): number {
    const startsLine = this.#head === '' && this.#sawNewline
    let ended: number | null = null
    let isBlank = true
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === NEWLINE) {
        ended ??= this.#bits()
        this.#endLine()
      } else {
        if (!isSpace(c)) isBlank = false
        this.#read(c)
      }
      this.#last = c
    }
    const bits = ended ?? this.#bits()
    return bits | (startsLine && !isBlank ? PLACE_BITS.lineStart : 0)
  }

  #bits(): number {
    let bits = this.#always | this.#lineBits
    if (this.#inBlockComment) bits |= PLACE_BITS.comment
    if (this.#quote !== 0) bits |= this.#quoteIsFirst ? PLACE_BITS.key | PLACE_BITS.quoted : PLACE_BITS.quoted
    if (this.#inBackticks) bits |= PLACE_BITS.backticks
    if (this.#depth > 0) bits |= PLACE_BITS.brackets
    if (this.#inTag) bits |= PLACE_BITS.tag
    if (this.#hasScheme) bits |= PLACE_BITS.url
    else if (this.#slashes > 0 && this.#base64 < BASE64_RUN) bits |= PLACE_BITS.path
    if (this.#dotted > 0) bits |= PLACE_BITS.version
    if (this.#underscores > 0) bits |= PLACE_BITS.snakeCase
    if (this.#mapped >= MAPPINGS_RUN && this.#separators * 12 >= this.#mapped) bits |= PLACE_BITS.mappings
    else if (this.#hex >= HEX_RUN && this.#hexDigits > 0 && this.#hexDigits < this.#hex)
      bits |= PLACE_BITS.hexString
    else if (this.#base64 >= BASE64_RUN && this.#uppers > 2 && this.#lowers > 2 && this.#digits > 0)
      bits |= PLACE_BITS.base64
    return bits
  }

  #endLine(): void {
    this.#head = ''
    this.#sawNewline = true
    this.#lineBits = 0
    this.#quote = 0
    this.#inBackticks = false
    this.#depth = 0
    this.#endWord()
    this.#endRuns()
  }

  #read(c: number): void {
    this.#readLine(c)
    if (isSpace(c)) {
      this.#endWord()
      this.#endRuns()
      return
    }
    this.#readWord(c)
    this.#readRuns(c)
  }

  #readLine(c: number): void {
    if (this.#head !== '' || !isSpace(c)) {
      if (this.#head.length < HEAD) {
        this.#head += String.fromCharCode(c)
        if (this.#sawNewline) this.#lineBits = lineBits(this.#head)
      }
    }
    if (this.#last === 47 && c === 42)
      this.#inBlockComment = true // "/*"
    else if (this.#last === 42 && c === 47) this.#inBlockComment = false // "*/"
    const isEscaped = this.#last === 92
    if (c === 34 || c === 39) {
      if (this.#quote === c && !isEscaped) this.#quote = 0
      else if (this.#quote === 0 && !(c === 39 && isLetter(this.#last))) {
        this.#quote = c
        this.#quoteIsFirst = this.#head.length === 1 && this.#sawNewline
      }
    } else if (c === 96) this.#inBackticks = !this.#inBackticks
    else if (c === 40) this.#depth++
    else if (c === 41) this.#depth = Math.max(0, this.#depth - 1)
    else if (this.#last === 60 && (isLetter(c) || c === 47)) this.#inTag = true
    if (c === 62) this.#inTag = false
  }

  #readWord(c: number): void {
    const isWordEnd =
      c === 34 || c === 39 || c === 40 || c === 41 || c === 44 || c === 59 || c === 60 || c === 62
    if (isWordEnd) {
      this.#endWord()
      return
    }
    if (c === 47) {
      if (this.#last === 47 && this.#slashes > 0 && this.#wordIsUrl) this.#hasScheme = true
      else if (isLetter(this.#last) || this.#last === 46 || this.#slashes > 0) this.#slashes++
      this.#wordIsUrl = this.#last === 58
      if (this.#wordIsUrl) this.#slashes++
    }
    if (c === 46) {
      if (isDigit(this.#last)) this.#isDotAfterDigit = true
    } else {
      if (isDigit(c) && this.#last === 46 && this.#isDotAfterDigit) this.#dotted++
      if (!isDigit(c)) this.#isDotAfterDigit = false
      else if (this.#last !== 46) this.#isDotAfterDigit = false
    }
    if (c === 95) {
      if (isLetter(this.#last) || isDigit(this.#last)) this.#underscores++
    } else if (!isLetter(c) && !isDigit(c)) {
      this.#underscores = 0
      if (c !== 46 && c !== 43 && c !== 45) this.#dotted = 0
    }
  }

  #wordIsUrl = false
  #isDotAfterDigit = false

  #readRuns(c: number): void {
    const letterOrDigit = isLetter(c) || isDigit(c)
    if (letterOrDigit || c === 43 || c === 47 || c === 61) {
      this.#base64++
      if (isUpper(c)) this.#uppers++
      else if (isLower(c)) this.#lowers++
      else if (isDigit(c)) this.#digits++
    } else this.#base64 = this.#uppers = this.#lowers = this.#digits = 0
    if (isDigit(c) || isHexLetter(c)) {
      this.#hex++
      if (isDigit(c)) this.#hexDigits++
    } else this.#hex = this.#hexDigits = 0
    const isSeparator = c === 44 || c === 59
    if (letterOrDigit || c === 43 || c === 47 || isSeparator) {
      this.#mapped++
      if (isSeparator) this.#separators++
    } else this.#mapped = this.#separators = 0
  }

  #endWord(): void {
    this.#hasScheme = false
    this.#wordIsUrl = false
    this.#isDotAfterDigit = false
    this.#slashes = 0
    this.#dotted = 0
    this.#underscores = 0
  }

  #endRuns(): void {
    this.#base64 = this.#uppers = this.#lowers = this.#digits = 0
    this.#hex = this.#hexDigits = 0
    this.#mapped = this.#separators = 0
  }
}

/** Returns the bits of a line that begins with `head`, indentation left out. */
function lineBits(head: string): number {
  if (head.startsWith('//') || head.startsWith('/*') || /^\*(?:[ /]|$)/.test(head)) return PLACE_BITS.comment
  if (/^(?:import|export|require)\b/.test(head)) return PLACE_BITS.importLine
  if (/^#/.test(head)) return PLACE_BITS.heading
  if (/^[-+] /.test(head)) return PLACE_BITS.listItem
  if (head.startsWith('|')) return PLACE_BITS.tableRow
  return 0
}
