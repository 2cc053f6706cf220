import { traitBits } from './traits'

/** Number of characters of a token that a label shows before it cuts. */
const TOKEN_CHARACTERS = 22

/** The facts about a tokenizer that rules need. */
export interface RuleVocabulary {
  readonly bytes: readonly Uint8Array[]
  /** Decoded text; bytes that are no character on their own become U+FFFD. */
  readonly texts: readonly string[]
  /** The name of the token in labels; those that are only bytes of a character are not named by it. */
  readonly names: readonly string[]
  /** Trait bits of the traits that need no previous token. */
  readonly traits: Int32Array
  /** 1 for special tokens. */
  readonly special: Uint8Array
}

/** Prepares a vocabulary from the exact bytes of every token. */
export function createVocabulary(bytes: readonly Uint8Array[], special: Uint8Array): RuleVocabulary {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const texts = bytes.map((token) => decoder.decode(token))
  return {
    bytes,
    texts,
    names: texts.map(tokenName),
    traits: Int32Array.from(texts, (text) => traitBits(text, '')),
    special,
  }
}

/** Returns a token's name in a label: quoted text or a description of whitespace. */
function tokenName(text: string): string {
  if (text === '\n') return 'newline'
  if (text === '\t') return 'tab'
  if (text === ' ') return 'space'
  if (/^ +$/.test(text)) return `${text.length} spaces`
  const visible = text
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/\p{Cc}/gu, (c) => `\\x${(c.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`)
  const characters = [...visible]
  if (characters.length <= TOKEN_CHARACTERS) return `“${visible}”`
  return `“${characters.slice(0, TOKEN_CHARACTERS - 1).join('')}…”`
}
