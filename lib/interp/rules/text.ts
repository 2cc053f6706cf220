/** The text on which rules are chosen and scored: tokens with the facts that conditions test, sequence after sequence. */
import { DOCUMENT_KINDS, type DocumentKind } from '@/lib/domain/corpus'
import type { Script } from '@/lib/tokens/unicode-script'
import { PLACE_BITS, PlaceReader } from './places'
import { tokenScripts } from './token-scripts'
import { RULE_SCRIPTS, TRAIT_BITS, traitBits } from './traits'
import type { RuleVocabulary } from './vocabulary'

/** One sequence of the corpus. */
export interface RuleSequence {
  readonly sequence: number
  /** Token ids, BOS included. */
  readonly tokenIds: Int32Array
  readonly document: { readonly name: string; readonly kind: DocumentKind }
  /** What a rule must not be known from alone: the package of the document, or the sequence. */
  readonly unit: string
}

/** The script of a token that holds only bytes of a character is its number plus this. */
export const BYTES_OF_SCRIPT = 64

export interface RuleText {
  readonly length: number
  /** Numbers of the sequences, ascending; sequence i has the tokens [starts[i], starts[i + 1]). */
  readonly sequences: readonly number[]
  readonly starts: Int32Array
  readonly units: readonly string[]
  /** −1 at special tokens, which no rule predicts. */
  readonly tokenIds: Int32Array
  /** The token before, −1 if there is none in the sequence or if it is special. */
  readonly previousIds: Int32Array
  readonly traits: Int32Array
  /** 1 + the number of the script in RULE_SCRIPTS, 0 for none; BYTES_OF_SCRIPT more for bytes of its characters. */
  readonly scripts: Uint8Array
  readonly places: Int32Array
  /** Number of the kind in DOCUMENT_KINDS. */
  readonly kinds: Uint8Array
}

const scriptNumbers: ReadonlyMap<Script, number> = new Map(RULE_SCRIPTS.map((script, i) => [script, i + 1]))

/** Returns the text of sequences, which come in order. */
export function readText(sequences: readonly RuleSequence[], vocabulary: RuleVocabulary): RuleText {
  const starts = new Int32Array(sequences.length + 1)
  sequences.forEach(({ tokenIds }, i) => {
    starts[i + 1] = starts[i] + tokenIds.length
  })
  const length = starts[sequences.length]
  const text = {
    length,
    sequences: sequences.map(({ sequence }) => sequence),
    starts,
    units: sequences.map(({ unit }) => unit),
    tokenIds: new Int32Array(length).fill(-1),
    previousIds: new Int32Array(length).fill(-1),
    traits: new Int32Array(length),
    scripts: new Uint8Array(length),
    places: new Int32Array(length),
    kinds: new Uint8Array(length),
  }
  sequences.forEach((sequence, i) => {
    readSequence(text, starts[i], sequence, vocabulary)
  })
  return text
}

function readSequence(
  text: RuleText,
  start: number,
  { tokenIds, document }: RuleSequence,
  vocabulary: RuleVocabulary,
): void {
  const reader = new PlaceReader(document.name.endsWith('.map') ? PLACE_BITS.sourceMap : 0)
  const scripts = tokenScripts(tokenIds, vocabulary)
  const kind = DOCUMENT_KINDS.indexOf(document.kind)
  let previous = ''
  for (let position = 0; position < tokenIds.length; position++) {
    const id = tokenIds[position]
    const at = start + position
    text.kinds[at] = kind
    if (vocabulary.special[id] === 1) {
      previous = ''
      continue
    }
    const own = vocabulary.texts[id]
    const traits = previous === '' ? vocabulary.traits[id] : traitBits(own, previous, vocabulary.traits[id])
    const script = scripts[position]
    const isBytes = (traits & TRAIT_BITS.bytes) !== 0
    text.tokenIds[at] = id
    if (position > 0) text.previousIds[at] = text.tokenIds[at - 1]
    text.traits[at] = traits
    text.scripts[at] =
      script === null ? 0 : (scriptNumbers.get(script) ?? 0) + (isBytes ? BYTES_OF_SCRIPT : 0)
    text.places[at] = reader.next(own)
    previous = own
  }
}

/** Returns the unit of the sequence that a token of the text is in. */
export function unitAt({ starts, units }: RuleText, at: number): string {
  let low = 0
  let high = units.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle] <= at) low = middle
    else high = middle
  }
  return units[low]
}
