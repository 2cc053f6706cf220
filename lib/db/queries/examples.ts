import { type ExampleGroupName, groupName, groupNumber } from '@/lib/contract/example-groups'
import type { ChosenExample, ExampleView } from '@/lib/contract/feature'
import { SemascopeError } from '@/lib/errors'
import { database } from '../database'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
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
  /** Number of tokens of the whole sequence. */
  length: number
  name: string
  kind: string
  held_out: boolean
}

/** Throws `not_found` for an index that the dictionary does not have. */
export function requireFeature(dictionary: Pick<DictionaryRow, 'slug' | 'dSae'>, index: number): void {
  if (index >= 0 && index < dictionary.dSae) return
  throw new SemascopeError(
    'not_found',
    `${dictionary.slug} has features 0 to ${dictionary.dSae - 1}, not ${index}`,
  )
}

/** Number of tokens before and after the selected token. */
interface Around {
  readonly before: number
  readonly after: number
}

/** More tokens than any sequence has on a side. */
const WHOLE: Around = { before: 1 << 24, after: 1 << 24 }

/**
 * Examples of a feature, of one group or of all from strongest to random, by rank; with their whole sequences, or the
 * tokens around the selected one. Each sequence is looked up by its key: planners that count on more examples read the
 * whole corpus.
 */
export async function readExamples(
  dictionary: Published,
  index: number,
  group: ExampleGroupName | null = null,
  { before, after } = WHOLE,
): Promise<ChosenExample[]> {
  const { analysis } = dictionary
  const { pool } = await database()
  // a parameter that decides the number of rows would have the statement planned again each time
  const chosen = group === null ? '' : `AND e."group" = ${groupNumber(group)}`
  const { rows } = await pool.query<Row>(
    prepared(
      `SELECT e."group", e.rank, e.sequence, e.position, e.repeats, e.activation, e.positions, e.activations,
              e.loss_effects, s.token_ids, s.length, s.name, s.kind, s.held_out
         FROM example e
        CROSS JOIN LATERAL (
          SELECT s.token_ids[greatest(1, e.position + 1 - $3):e.position + 1 + $4] AS token_ids,
                 cardinality(s.token_ids) AS length, d.name, d.kind, d.held_out
            FROM sequence s JOIN document d ON d.corpus_id = s.corpus_id AND d.index = s.document_index
           WHERE s.corpus_id = $2 AND s.index = e.sequence
           LIMIT 1) s
        WHERE e.analysis_id = ${analysisKey(analysis.id)} AND e.index = $1
              ${chosen}
        ORDER BY (e."group" = -2), e."group", e.rank`,
      [index, analysis.corpusId, before, after],
    ),
  )
  const tokens = await vocabulary(pool, dictionary.tokenizerHash)
  const of = {
    tokens,
    isKnown: analysis.metrics.measuredOn !== 'all',
    firstPosition: firstPosition(dictionary),
  }
  return rows.map((row) => exampleOf(row, Math.max(0, row.position - before), of))
}

/** Most places in the answer for a range. */
const BETWEEN = 20

/**
 * Returns at most 20 stored firings with activations in [from, to): chosen examples first, then other places of the same
 * sequences, both with the highest first, each place once.
 */
export async function readExamplesBetween(
  dictionary: Published,
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
      const isFirst = position === firstPosition(dictionary)
      const other = { ...example, group: 'other' as const, position, isFirst, activation, repeats: null }
      places.set(key, other)
      others.push(other)
    })
  const chosen = [...places.values()].filter(({ group }) => group !== 'other')
  return [...chosen, ...others.sort(strongest)]
    .slice(0, BETWEEN)
    .map((example, rank) => ({ ...example, rank }))
}

/** Returns the position of the first content token of a sequence. */
const firstPosition = ({ analysis }: Published) => (analysis.prependBos ? 1 : 0)

interface ExamplesOf {
  readonly tokens: Vocabulary
  /** True if it is known which text is training text. */
  readonly isKnown: boolean
  readonly firstPosition: number
}

/** `start` is the position of the first token that was read. */
function exampleOf(
  row: Row,
  start: number,
  { tokens: vocab, isKnown, firstPosition: first }: ExamplesOf,
): ChosenExample {
  const activations: number[] = new Array(row.token_ids.length).fill(0)
  const lossEffects: (number | null)[] = new Array(row.token_ids.length).fill(null)
  row.positions.forEach((position, at) => {
    const place = position - start
    if (place < 0 || place >= activations.length) return
    activations[place] = row.activations[at]
    lossEffects[place] = row.loss_effects[at] ?? null
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
    start,
    isFirst: row.position === first,
    length: row.length,
    tokens: tokens.map((token) => token.text),
    ...(Object.keys(bytes).length > 0 ? { bytes } : {}),
    ...(special.length > 0 ? { special } : {}),
    tokenIds: row.token_ids,
    activations,
    lossEffects,
    document: { name: row.name, kind: row.kind, heldOut: isKnown ? row.held_out : null },
  }
}
