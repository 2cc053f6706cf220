/** A synthetic corpus with planted features, for rule labels. */
import { hash32 } from '@/lib/analysis/hash'
import { DOCUMENT_KINDS, type DocumentKind } from '@/lib/domain/corpus'
import { createVocabulary, type RuleSequence, readText, TextCounts } from '@/lib/interp/rules'
import type { FiringSample } from '@/lib/interp/rules/search'
import type { RuleText } from '@/lib/interp/rules/text'
import { uniform } from '../../support/random'

const WORDS = [
  '<bos>',
  ' import',
  ' from',
  ' the',
  ' of',
  ' and',
  ' license',
  ' Copyright',
  ' const',
  'require',
  ' type',
]
const PIECES = [
  '(',
  ')',
  '{',
  '}',
  ';',
  ',',
  '"',
  "'",
  ' =',
  '\n',
  '  ',
  '\t',
  '1',
  '22',
  '2024',
  'get',
  'Value',
  'Name',
  'ing',
  'THE',
  ' URL',
  'a',
  ' x',
  '3f2a',
  'b7',
]
const CYRILLIC = [' при', 'вет', ' мир']
export const TEXTS = [...WORDS, ...PIECES, ...CYRILLIC]
const encoder = new TextEncoder()
// The two bytes of "ж", apart, as a byte-level tokenizer may leave them.
export const ZHE = [TEXTS.length, TEXTS.length + 1] as const
const bytes = [...TEXTS.map((text) => encoder.encode(text)), Uint8Array.of(0xd0), Uint8Array.of(0xb6)]
const special = new Uint8Array(bytes.length)
special[0] = 1
export const vocabulary = createVocabulary(bytes, special)
export const id = (text: string) => TEXTS.indexOf(text)

interface Text {
  readonly tokenIds: Int32Array
  readonly kind: DocumentKind
}

const next = uniform(21)
const pick = (from: number, to: number) => from + Math.floor(next() * (to - from))

const texts: Text[] = Array.from({ length: 400 }, (_, s) => {
  const ids = [0]
  const foreign = s % 5 === 0
  while (ids.length < 60) {
    const roll = next()
    if (roll < 0.03) ids.push(id('\n'), id(' import'))
    else if (roll < 0.06) ids.push(id('require'), id('('))
    else if (foreign && next() < 0.3) {
      if (next() < 0.3) ids.push(...ZHE)
      else ids.push(pick(TEXTS.length - CYRILLIC.length, TEXTS.length))
    } else ids.push(pick(1, TEXTS.length - CYRILLIC.length))
  }
  return { tokenIds: Int32Array.from(ids), kind: DOCUMENT_KINDS[s % DOCUMENT_KINDS.length] }
})

const sequences: RuleSequence[] = texts.map(({ tokenIds, kind }, sequence) => ({
  sequence,
  tokenIds,
  document: { name: `${sequence}.txt`, kind },
  unit: `unit ${Math.floor(sequence / 4)}`,
}))

const isScored = (sequence: number) => Math.floor(sequence / 4) % 3 === 0
export const chosenText = new TextCounts(
  readText(
    sequences.filter(({ sequence }) => !isScored(sequence)),
    vocabulary,
  ),
  vocabulary,
)
export const scoredText = readText(
  sequences.filter(({ sequence }) => isScored(sequence)),
  vocabulary,
)

/** Where a planted feature fires. */
export type Plant = (tokenIds: Int32Array, position: number, kind: DocumentKind) => boolean

/** Returns the places of a text at which a planted feature fires, with activations from 1 to 2. */
export function firingsOf(plant: Plant, text: RuleText) {
  const at: number[] = []
  text.sequences.forEach((sequence, i) => {
    const { tokenIds, document } = sequences[sequence]
    for (let position = 1; position < tokenIds.length; position++)
      if (plant(tokenIds, position, document.kind)) at.push(text.starts[i] + position)
  })
  return at.map((place) => ({ place, activation: 1 + (hash32(5, place, 0, 0) % 1024) / 1024 }))
}

/** Returns every stride-th firing of a planted feature in the text that rules are chosen on. */
export function sampleOf(plant: Plant, stride = 1): FiringSample {
  const drawn = firingsOf(plant, chosenText.text).filter((_, i) => i % stride === 0)
  return {
    at: Uint32Array.from(drawn, ({ place }) => place),
    activations: Float32Array.from(drawn, ({ activation }) => activation),
    weight: stride,
  }
}
