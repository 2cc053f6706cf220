/** A synthetic corpus with planted features, for rule labels. */
import { DOCUMENT_KINDS, type DocumentKind } from '@/lib/domain/corpus'
import { GROUP_RANDOM, GROUP_TOP } from '@/lib/domain/example'
import { type ChosenPosition, createVocabulary, gatherPositions } from '@/lib/interp/rules'
import type { TracedSequence } from '@/lib/interp/rules/positions'
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

export type Plant = (tokenIds: Int32Array, position: number, kind: DocumentKind) => boolean

/** Returns the evidence for a planted feature: up to 60 firings over the groups, and 5 random positions. */
export function evidenceOf(plant: Plant, feature = 1, limit = 60) {
  const traced: TracedSequence[] = texts.map(({ tokenIds, kind }, sequence) => ({
    sequence,
    tokenIds,
    documentKind: kind,
    firings: [...tokenIds.keys()].filter((position) => position > 0 && plant(tokenIds, position, kind)),
  }))
  const firings = traced.flatMap(({ sequence, firings: own }) =>
    own.map((position) => ({ sequence, position })),
  )
  const shuffled = firings.map((f) => ({ f, at: next() })).sort((a, b) => a.at - b.at)
  const chosen: ChosenPosition[] = shuffled
    .slice(0, limit)
    .map(({ f }, j) => ({ ...f, group: j < 20 ? GROUP_TOP : Math.floor((j - 20) / 5) }))
  for (let j = 0; j < 10; j++)
    chosen.push({ group: GROUP_RANDOM, sequence: pick(0, texts.length), position: pick(1, 60) })
  const needed = new Set(chosen.map(({ sequence }) => sequence))
  const own = traced.filter(({ sequence }) => needed.has(sequence))
  return { chosen, traced, positions: gatherPositions(9, feature, own, chosen, vocabulary) }
}
