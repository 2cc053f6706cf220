/** Character classes that a rule may name: of one token's text, and of a token together with the one before it. */
import { SCRIPTS, type Script, scriptOf } from '@/lib/tokens/unicode-script'

interface Trait {
  readonly name: string
  /** Noun phrase for the tokens that have the trait. */
  readonly noun: string
  /** The phrase to follow the word "after". */
  readonly after: string
  readonly test: (text: string, previous: string) => boolean
}

const of = (name: string, noun: string, after: string, pattern: RegExp): Trait => ({
  name,
  noun,
  after,
  test: (text) => pattern.test(text),
})

/** Traits from specific to general: of two equally good traits the earlier one is named. */
export const TRAITS = [
  of('newline', 'newlines', 'a newline', /^\s*\n\s*$/),
  of('spaces', 'runs of spaces', 'a space or tab', /^[ \t]+$/),
  of('openingBracket', 'opening brackets', 'an opening bracket', /^\s*[([{<]+$/),
  of('closingBracket', 'closing brackets', 'a closing bracket', /^\s*[)\]}>]+[;,.]*\s*$/),
  of('quote', 'quotation marks', 'a quotation mark', /^\s*["'`“”‘’«»]+$/),
  of('operator', 'operators', 'an operator', /^\s*[=+\-*/%&|<>!^~?:]+\s*$/),
  of('underscore', 'underscores and hyphens', 'an underscore or hyphen', /^[_-]+$/),
  of('hexadecimal', 'hexadecimal digits', 'hexadecimal digits', /^(?=.*\d)(?=.*[a-fA-F])[0-9a-fA-F]{2,}$/),
  of('digits', 'digits', 'digits', /^\s*\p{Nd}+$/u),
  of('capitals', 'words in capitals', 'a word in capitals', /^\s*\p{Lu}{2,}$/u),
  {
    name: 'camelCasePart',
    noun: 'capitalised parts of camelCase names',
    after: 'a capitalised part of a camelCase name',
    test: (text, previous) => /^\p{Lu}\p{L}*$/u.test(text) && /\p{Ll}$/u.test(previous),
  },
  of('capitalised', 'capitalised words', 'a capitalised word', /^\s*\p{Lu}\p{Ll}+$/u),
  of('singleLetter', 'single letters', 'a single letter', /^\s*\p{L}$/u),
  {
    name: 'wordPart',
    noun: 'later parts of words',
    after: 'a later part of a word',
    test: (text, previous) => /^\p{L}/u.test(text) && /\p{L}$/u.test(previous),
  },
  of('lowercaseWord', 'lower-case words', 'a lower-case word', /^\s+\p{Ll}+$/u),
  of('punctuation', 'punctuation', 'punctuation', /^\s*[\p{P}\p{S}]+\s*$/u),
  of('whitespace', 'whitespace', 'whitespace', /^\s+$/),
  of('bytes', 'bytes of characters beyond ASCII', 'a byte of a character beyond ASCII', /\ufffd/),
  of('nonAscii', 'text beyond ASCII', 'text beyond ASCII', /[^\p{ASCII}]/u),
] as const satisfies readonly Trait[]

export type TraitName = (typeof TRAITS)[number]['name']

export const TRAIT_BITS = Object.fromEntries(TRAITS.map(({ name }, j) => [name, 1 << j])) as Record<
  TraitName,
  number
>

/** Traits that depend on the token before, too. */
const OF_PAIRS = TRAITS.filter(({ name }) => name === 'camelCasePart' || name === 'wordPart')

/** Returns bits; bit j is set if the token has TRAITS[j]. `alone` are its bits without a token before it, if known. */
export function traitBits(text: string, previous: string, alone?: number): number {
  let bits = alone ?? 0
  for (const trait of alone === undefined ? TRAITS : OF_PAIRS)
    if (trait.test(text, previous)) bits |= TRAIT_BITS[trait.name]
  return bits
}

/** Scripts that a rule may name. Latin is left out, because it tells nothing in most corpora. */
export const RULE_SCRIPTS = SCRIPTS.filter((script) => script !== 'Latin')

/** Returns the trait of a name. */
export function traitOf(name: TraitName): Trait {
  return TRAITS[TRAITS.findIndex((trait) => trait.name === name)]
}

/** Returns the script of a text's first character; null for Latin, for signs and for scripts that are not listed. */
export function ruleScript(character: string): Script | null {
  const script = scriptOf(character.codePointAt(0) ?? 0)
  return script === 'Latin' ? null : script
}
