/**
 * The conditions of rules that are not lists of tokens, numbered: a trait or script of the token, the same of the token
 * before, the start of a sequence, a place, a kind of document.
 */
import { DOCUMENT_KINDS, type DocumentKind } from '@/lib/domain/corpus'
import type { Script } from '@/lib/tokens/unicode-script'
import { PLACES, type PlaceName } from './places'
import { BYTES_OF_SCRIPT, type RuleText } from './text'
import { RULE_SCRIPTS, TRAITS, type TraitName } from './traits'

export type Condition =
  | { readonly kind: 'trait'; readonly trait: TraitName }
  | { readonly kind: 'script'; readonly script: Script; readonly bytes: boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'place'; readonly place: PlaceName }
  | { readonly kind: 'document'; readonly documentKind: DocumentKind }

/** What a condition is about; a rule has at most one condition a slot. */
export type Slot = 'token' | 'previous' | 'place' | 'document'

const SCRIPTS = RULE_SCRIPTS.length
const SIDE = TRAITS.length + 2 * SCRIPTS
const START = 2 * SIDE
const PLACE = START + 1
const DOCUMENT = PLACE + PLACES.length

/** Number of conditions. */
export const CONDITIONS = DOCUMENT + DOCUMENT_KINDS.length

/** Most conditions that can hold at one token. */
const AT_ONCE = 2 * (TRAITS.length + 2) + 1 + PLACES.length + 1

export interface NumberedCondition {
  readonly slot: Slot
  readonly condition: Condition
}

function onSide(i: number): Condition {
  if (i < TRAITS.length) return { kind: 'trait', trait: TRAITS[i].name }
  const script = i - TRAITS.length
  return { kind: 'script', script: RULE_SCRIPTS[script % SCRIPTS], bytes: script >= SCRIPTS }
}

/** The conditions by number. */
export const NUMBERED: readonly NumberedCondition[] = Array.from(
  { length: CONDITIONS },
  (_, number): NumberedCondition => {
    if (number < SIDE) return { slot: 'token', condition: onSide(number) }
    if (number < START) return { slot: 'previous', condition: onSide(number - SIDE) }
    if (number === START) return { slot: 'previous', condition: { kind: 'start' } }
    if (number < DOCUMENT)
      return { slot: 'place', condition: { kind: 'place', place: PLACES[number - PLACE].name } }
    const documentKind = DOCUMENT_KINDS[number - DOCUMENT]
    return { slot: 'document', condition: { kind: 'document', documentKind } }
  },
)

const numbers = new Map(NUMBERED.map((entry, number) => [keyOf(entry), number]))

function keyOf({ slot, condition }: NumberedCondition): string {
  return `${slot} ${Object.values(condition).join(' ')}`
}

/** Returns the number of a condition. */
export function numberOf(slot: Slot, condition: Condition): number {
  return numbers.get(keyOf({ slot, condition })) ?? -1
}

/** Returns how general a condition is: the place of its trait or place in their lists, from specific to general; 0 for others. */
export function generality(number: number): number {
  const { condition } = NUMBERED[number]
  if (condition.kind === 'trait') return 1 + TRAITS.findIndex(({ name }) => name === condition.trait)
  if (condition.kind === 'place') return 1 + PLACES.findIndex(({ name }) => name === condition.place)
  return 0
}

/** Room for the numbers of the conditions that hold at one token. */
export const conditionRoom = () => new Int16Array(AT_ONCE)

/** Writes the numbers of the conditions that hold at a token of the text, and returns how many they are. */
export function conditionsAt(text: RuleText, at: number, out: Int16Array): number {
  let count = putSide(text, at, 0, out, 0)
  if (text.previousIds[at] === -1) out[count++] = START
  else count = putSide(text, at - 1, SIDE, out, count)
  count = putBits(text.places[at], PLACE, out, count)
  out[count++] = DOCUMENT + text.kinds[at]
  return count
}

function putSide(text: RuleText, at: number, offset: number, out: Int16Array, from: number): number {
  let count = putBits(text.traits[at], offset, out, from)
  const script = text.scripts[at]
  if (script === 0) return count
  const number = offset + TRAITS.length + (script % BYTES_OF_SCRIPT) - 1
  out[count++] = number
  if (script >= BYTES_OF_SCRIPT) out[count++] = number + SCRIPTS
  return count
}

function putBits(bits: number, offset: number, out: Int16Array, from: number): number {
  let count = from
  for (let rest = bits; rest !== 0; rest &= rest - 1) out[count++] = offset + 31 - Math.clz32(rest & -rest)
  return count
}

/** Returns true if a condition, given by its number, holds at a token of the text. */
export function holdsAt(text: RuleText, at: number, number: number): boolean {
  if (number < SIDE) return onSideAt(text, at, number)
  if (number < START) return text.previousIds[at] !== -1 && onSideAt(text, at - 1, number - SIDE)
  if (number === START) return text.previousIds[at] === -1
  if (number < DOCUMENT) return (text.places[at] & (1 << (number - PLACE))) !== 0
  return text.kinds[at] === number - DOCUMENT
}

function onSideAt(text: RuleText, at: number, i: number): boolean {
  if (i < TRAITS.length) return (text.traits[at] & (1 << i)) !== 0
  const script = i - TRAITS.length
  const own = text.scripts[at]
  return own % BYTES_OF_SCRIPT === (script % SCRIPTS) + 1 && (script < SCRIPTS || own >= BYTES_OF_SCRIPT)
}
