/**
 * Kinds of tokens that have a name of their own: the letters of a script, quotation marks, digits. A kind is a rule on the
 * bytes of one token, so that it can be told for every tokenizer without a model. Pure.
 *
 * A tokenizer of bytes often splits the characters of a script: Arabic then begins with the byte D8, D9, DA or DB, which no
 * other script begins with. Such first bytes (of Unicode's UTF-8, where they are never the second byte of a character) count
 * as letters of their script. Second bytes belong to many scripts and count as none.
 */

/** The text of a token, and its bytes as hex pairs if they are not whole characters. */
interface Token {
  readonly text: string
  readonly hex?: string
}

export interface TokenKind {
  /** What the tokens are, after "on": "Arabic letters". */
  readonly name: string
  /** Words by which people ask for the kind, in the singular and in lower case. */
  readonly words: readonly string[]
  /** True for the letters of a script. */
  readonly isScript: boolean
  readonly holds: (token: Token) => boolean
}

/** @param first hex of the bytes with which characters of the script begin, and only those of this script */
function script(name: string, words: string, letters: RegExp, first: readonly string[]): TokenKind {
  const begins = new RegExp(`^(..)*(${first.join('|')})`)
  const holds = ({ text, hex }: Token) => letters.test(text) || (hex !== undefined && begins.test(hex))
  return { name, words: words.split(' '), isScript: true, holds }
}

function spelling(name: string, words: string, whole: RegExp): TokenKind {
  return {
    name,
    words: words.split(' '),
    isScript: false,
    holds: ({ text, hex }) => hex === undefined && whole.test(text),
  }
}

/** Every kind. Where a token is of several kinds, each counts it. */
export const TOKEN_KINDS: readonly TokenKind[] = [
  script('Arabic letters', 'arabic arab persian urdu', /\p{Script=Arabic}/u, ['d8', 'd9', 'da', 'db']),
  script('Hebrew letters', 'hebrew yiddish', /\p{Script=Hebrew}/u, ['d7']),
  script('Greek letters', 'greek', /\p{Script=Greek}/u, ['ce', 'cf']),
  script('Cyrillic letters', 'cyrillic russian ukrainian bulgarian serbian', /\p{Script=Cyrillic}/u, [
    'd0',
    'd1',
    'd2',
    'd3',
  ]),
  script('Armenian letters', 'armenian', /\p{Script=Armenian}/u, ['d5']),
  script('Georgian letters', 'georgian', /\p{Script=Georgian}/u, ['e182', 'e183']),
  script('Devanagari letters', 'devanagari hindi marathi nepali sanskrit', /\p{Script=Devanagari}/u, [
    'e0a4',
    'e0a5',
  ]),
  script('Thai letters', 'thai', /\p{Script=Thai}/u, ['e0b8', 'e0b9']),
  script('Japanese kana', 'japanese kana hiragana katakana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u, [
    'e381',
    'e382',
    'e383',
  ]),
  script('Chinese characters', 'chinese han kanji hanzi cjk', /\p{Script=Han}/u, [
    'e4',
    'e5',
    'e6',
    'e7',
    'e8',
    'e9',
  ]),
  script('Korean letters', 'korean hangul', /\p{Script=Hangul}/u, ['eb', 'ec', 'ed']),
  script('accented Latin letters', 'accent accented diacritic french german umlaut', /[\u00c0-\u024f]/u, [
    'c3',
    'c4',
    'c5',
  ]),
  script('emoji', 'emoji emoticon', /\p{Emoji_Presentation}/u, ['f09f']),
  // Quotation marks may follow others: the token ("  opens a text as " does.
  spelling('quotation marks', 'quote quotation quoted apostrophe', /["'`“”‘’]\s*$/),
  spelling('brackets', 'bracket parenthesis parentheses brace', /^\s*[[\](){}]+$/),
  spelling('digits', 'digit number numeral numeric', /^\s*\d+$/),
  // Source maps and other packed numbers: small numbers are runs of A, as in CAAC and AAAA.
  spelling('base64', 'base64 base-64 vlq sourcemap source-map', /^[A-Za-z0-9+/]*AA[A-Za-z0-9+/]*$/),
  spelling(
    'hexadecimal digits',
    'hex hexadecimal',
    /^\s*(0x[0-9a-f]*|#?(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{2,})$/i,
  ),
  spelling('words in capitals', 'capital uppercase upper-case caps', /^\s*(?!.*AA)[A-Z]{2,}$/),
  spelling('newlines', 'newline linebreak line-break', /^[ \t]*[\r\n]+[ \t]*$/),
  spelling('runs of spaces or tabs', 'space whitespace tab indentation indent', /^[ \t]+$/),
  spelling('commas', 'comma', /^\s*,$/),
  spelling('semicolons', 'semicolon', /^\s*;$/),
  spelling('colons', 'colon', /^\s*:$/),
  spelling('full stops', 'dot period stop', /^\s*\.$/),
  spelling('slashes and paths', 'path slash directory folder', /^\s*["'`]?\.{0,2}(\/\.\.)*\/+$/),
  spelling('web addresses', 'url link web http address', /^\s*(https?|https?:\/\/|:\/\/|www\.?)$/),
  spelling('markup tags', 'html xml markup tag jsx', /^\s*(<\/?[a-z]*>?|\/>)$/),
  spelling('arrows', 'arrow', /^\s*(=>|->)$/),
  spelling('equals signs', 'equal equality assignment', /^\s*(={1,3}|!={1,2})$/),
  spelling('operators', 'operator arithmetic', /^\s*[-+*/%=&|^~!<>?]+$/),
  spelling('comment signs', 'comment docstring', /^\s*(\/\/+|\/\*+|\*+\/|<!--|-->)$/),
  spelling(
    'keywords of JavaScript',
    'keyword javascript',
    /^\s*(async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|from|function|if|import|in|instanceof|let|new|return|static|super|switch|this|throw|try|typeof|var|void|while|yield)$/,
  ),
]

/** Words of a question that name nothing. */
const EMPTY = new Set(
  'a an the of in on at to and or for with by is are that which all any feature token character letter script text word sign mark'.split(
    ' ',
  ),
)

/**
 * Returns the kinds that a text names, in its order, each once: "quote of a path" names quotation marks, then paths. The
 * plural counts, and a slip of one letter in words of five or more. Returns no kinds if any other word is left, because the
 * text then asks for something else too.
 */
export function kindsNamed(text: string): readonly TokenKind[] {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word !== '' && !EMPTY.has(word) && !EMPTY.has(singular(word)))
  const kinds = words.map(kindOf)
  return kinds.every((kind) => kind !== undefined) ? [...new Set(kinds)] : []
}

const singular = (word: string) => word.replace(/(?<=..)s$/, '')

function kindOf(word: string): TokenKind | undefined {
  const one = singular(word)
  const named = TOKEN_KINDS.find(({ words }) => words.includes(word) || words.includes(one))
  if (named || one.length < 5) return named
  return TOKEN_KINDS.find(({ words }) => words.some((known) => known.length >= 5 && isNear(one, known)))
}

/** Returns true if one letter added, left out, replaced or swapped with the next makes one word of the other. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const restA = a.slice(start)
  const restB = b.slice(start)
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
