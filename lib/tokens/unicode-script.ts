/**
 * Scripts and character classes of text, for rules that describe where a feature fires. Scripts are those of Unicode
 * (UAX #24); Common and Inherited characters (digits, punctuation, spaces) belong to no script.
 */
export const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tibetan',
  'Georgian',
  'Armenian',
  'Ethiopic',
  'Mongolian',
  'Cherokee',
] as const
export type Script = (typeof SCRIPTS)[number]

const TESTS = SCRIPTS.map((script) => ({ script, test: new RegExp(`^\\p{Script=${script}}$`, 'u') }))
const known = new Map<number, Script | null>()

/** Returns the script of a code point, or null for Common, Inherited and scripts that are not listed. */
export function scriptOf(codePoint: number): Script | null {
  const cached = known.get(codePoint)
  if (cached !== undefined) return cached
  const character = String.fromCodePoint(codePoint)
  const script = TESTS.find(({ test }) => test.test(character))?.script ?? null
  known.set(codePoint, script)
  return script
}

/** The script of most of a text's characters that have one; null when none has. Ties go to the first seen. */
export function scriptOfText(text: string): Script | null {
  const counts = new Map<Script, number>()
  for (const character of text) {
    const script = scriptOf(character.codePointAt(0) ?? 0)
    if (script) counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  let best: Script | null = null
  for (const [script, count] of counts) if (!best || count > (counts.get(best) ?? 0)) best = script
  return best
}

/** Classes of a token's text. One leading space is ignored. */
export const CHARACTER_CLASSES = [
  'newline',
  'indentation',
  'whitespace',
  'digits',
  'punctuation',
  'capitalised',
  'uppercase',
  'lowercase',
  'letters',
  'hex',
  'emoji',
  'leading-space',
  'split-character',
] as const
export type CharacterClass = (typeof CHARACTER_CLASSES)[number]

const CLASS_TESTS: Readonly<Record<Exclude<CharacterClass, 'leading-space' | 'split-character'>, RegExp>> = {
  newline: /[\n\r]/u,
  indentation: /^(?:[\n\r]+[ \t]+|[ \t]{2,}|\t)$/u,
  whitespace: /^\p{White_Space}+$/u,
  digits: /^\p{Nd}+$/u,
  punctuation: /^[\p{P}\p{S}]+$/u,
  capitalised: /^\p{Lu}\p{Ll}/u,
  uppercase: /^\p{Lu}{2,}$/u,
  lowercase: /^\p{Ll}+$/u,
  letters: /^[\p{L}\p{M}]+$/u,
  hex: /^(?=.*\d)[\da-f]{2,}$|^(?=.*\d)[\dA-F]{2,}$/u,
  emoji: /\p{Emoji_Presentation}/u,
}

/**
 * Returns true if a token's text belongs to a class. `text` is the decoded bytes of the token; a token that is not
 * whole UTF-8 (`whole` false) belongs only to `split-character`.
 */
export function hasCharacterClass(text: string, characterClass: CharacterClass, whole = true): boolean {
  if (characterClass === 'split-character') return !whole
  if (!whole) return false
  if (characterClass === 'leading-space') return /^ \S/u.test(text)
  const body = /^ \S/u.test(text) ? text.slice(1) : text
  return CLASS_TESTS[characterClass].test(body)
}

/** All classes of a token's text. */
export function characterClasses(text: string, whole = true): CharacterClass[] {
  return CHARACTER_CLASSES.filter((characterClass) => hasCharacterClass(text, characterClass, whole))
}
