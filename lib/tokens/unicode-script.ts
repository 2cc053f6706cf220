/**
 * Scripts of text, for rules that describe where a feature fires. Scripts are those of Unicode
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
