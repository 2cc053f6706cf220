import { type ExampleGroupName, groupName, groupNumber } from '@/lib/api/example-groups'
import type { ChosenExample, ExampleView } from '@/lib/api/feature'
import { SemascopeError } from '@/lib/errors'
import { database } from '../database'
import { prepared } from '../prepared'
import type { Analysed } from './analysed'
import type { DictionaryRow } from './dictionaries'
import { type Vocabulary, vocabulary } from './vocabulary'

interface Row {
  group: number
  rank: number
  sequence: number
  position: number
  repeats: number
  activation: number
  positions: number[]
  activations: number[]
  loss_effects: (number | null)[]
  token_ids: number[]
  name: string
  kind: string
  held_out: boolean
}

/** Throws `not_found` for an index the dictionary does not have. */
export function requireFeature(dictionary: Pick<DictionaryRow, 'slug' | 'dSae'>, index: number): void {
  if (index >= 0 && index < dictionary.dSae) return
  throw new SemascopeError(
    'not_found',
    `${dictionary.slug} has features 0 to ${dictionary.dSae - 1}, not ${index}`,
  )
}

/** Examples of a feature with their whole sequences, groups from strongest to random, by rank. */
export async function readExamples(
  dictionary: Analysed,
  index: number,
  groups: readonly ExampleGroupName[] | null = null,
): Promise<ChosenExample[]> {
  const { analysis } = dictionary
  const { pool } = await database()
  const { rows } = await pool.query<Row>(
    prepared(
      `SELECT e."group", e.rank, e.sequence, e.position, e.repeats, e.activation, e.positions, e.activations,
            e.loss_effects, s.token_ids, d.name, d.kind, d.held_out
     FROM example e
     JOIN sequence s ON s.corpus_id = $3 AND s.index = e.sequence
     JOIN document d ON d.corpus_id = $3 AND d.index = s.document_index
     WHERE e.analysis_id = $1 AND e.index = $2 AND ($4::smallint[] IS NULL OR e."group" = ANY($4::smallint[]))
     ORDER BY (e."group" = -2), e."group", e.rank`,
      [analysis.id, index, analysis.corpusId, groups?.map(groupNumber) ?? null],
    ),
  )
  const tokens = await vocabulary(dictionary.tokenizerHash)
  return rows.map((row) => exampleOf(row, tokens))
}

/** Most places a range answers. */
const BETWEEN = 20

/**
 * Firings with activations in [from, to) that are stored: chosen examples first, then other places of the same
 * sequences, both strongest first, each place once. At most 20.
 */
export async function readExamplesBetween(
  dictionary: Analysed,
  index: number,
  from: number,
  to: number,
): Promise<ExampleView[]> {
  const all = await readExamples(dictionary, index)
  const places = new Map<string, ExampleView>()
  const inside = (activation: number) => activation >= from && activation < to && activation > 0
  const strongest = (a: ExampleView, b: ExampleView) => b.activation - a.activation || a.sequence - b.sequence
  for (const example of all.toSorted(strongest))
    if (inside(example.activation)) {
      const key = `${example.sequence}/${example.position}`
      if (!places.has(key)) places.set(key, example)
    }
  const others: ExampleView[] = []
  for (const example of all)
    example.activations.forEach((activation, position) => {
      const key = `${example.sequence}/${position}`
      if (!inside(activation) || places.has(key)) return
      const other = { ...example, group: 'other' as const, position, activation, repeats: null }
      places.set(key, other)
      others.push(other)
    })
  const chosen = [...places.values()].filter(({ group }) => group !== 'other')
  return [...chosen, ...others.sort(strongest)]
    .slice(0, BETWEEN)
    .map((example, rank) => ({ ...example, rank }))
}

function exampleOf(row: Row, vocab: Vocabulary): ChosenExample {
  const activations: number[] = new Array(row.token_ids.length).fill(0)
  const lossEffects: (number | null)[] = new Array(row.token_ids.length).fill(null)
  row.positions.forEach((position, at) => {
    activations[position] = row.activations[at]
    lossEffects[position] = row.loss_effects[at] ?? null
  })
  const tokens = vocab.texts(row.token_ids)
  const bytes: Record<string, string> = {}
  const special: number[] = []
  tokens.forEach((token, at) => {
    if (token.hex) bytes[at] = token.hex
    if (token.special) special.push(at)
  })
  return {
    group: groupName(row.group),
    rank: row.rank,
    sequence: row.sequence,
    position: row.position,
    repeats: row.repeats,
    activation: row.activation,
    start: 0,
    length: row.token_ids.length,
    tokens: tokens.map((token) => token.text),
    ...(Object.keys(bytes).length > 0 ? { bytes } : {}),
    ...(special.length > 0 ? { special } : {}),
    tokenIds: row.token_ids,
    activations,
    lossEffects,
    document: { name: row.name, kind: row.kind, heldOut: row.held_out },
  }
}
