import type { RowExample } from '@/lib/contract/schemas'
import { GROUP_TOP } from '@/lib/domain/example'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import { type Vocabulary, vocabulary } from '../queries/vocabulary'
import type { Queryable } from '../transaction'

/** Number of tokens that a card shows on each side of the selected token. */
const BEFORE = 12
const AFTER = 14

interface Row {
  index: number
  position: number
  positions: number[]
  activations: number[]
  token_ids: number[]
}

/** Returns the `limit` strongest examples of each feature, cut to a few tokens around the selected one. */
export async function rowExamples(
  db: Queryable,
  { analysis, tokenizerHash }: Published,
  indices: readonly number[],
  limit: number,
): Promise<Map<number, RowExample[]>> {
  const [words, { rows }] = await Promise.all([
    vocabulary(db, tokenizerHash),
    db.query<Row>(
      prepared(
        `SELECT e.index, e.position, e.positions, e.activations,
                s.token_ids[greatest(1, e.position + 1 - ${BEFORE}):e.position + 1 + ${AFTER}] AS token_ids
           FROM unnest($2::integer[]) AS u(index)
           JOIN example e ON e.analysis_id = ${analysisKey(analysis.id)} AND e.index = u.index
                         AND e."group" = ${GROUP_TOP} AND e.rank < $3
           JOIN LATERAL (
             SELECT token_ids FROM sequence WHERE corpus_id = $1 AND index = e.sequence LIMIT 1) s ON true
          ORDER BY e.index, e.rank`,
        [analysis.corpusId, indices, limit],
      ),
    ),
  ])
  const found = new Map<number, RowExample[]>()
  for (const row of rows) {
    const examples = found.get(row.index)
    if (examples) examples.push(exampleOf(row, words))
    else found.set(row.index, [exampleOf(row, words)])
  }
  return found
}

function exampleOf({ position, positions, activations, token_ids }: Row, words: Vocabulary): RowExample {
  const start = Math.max(0, position - BEFORE)
  const byPosition = new Map(positions.map((at, i) => [at, activations[i]]))
  const shown = token_ids
    .map((id, at) => ({ id, position: start + at }))
    .filter(({ id }) => !words.isSpecial(id))
  return {
    tokens: shown.map(({ id }) => words.text(id)),
    activations: shown.map(({ position: at }) => byPosition.get(at) ?? 0),
    selected: shown.findIndex(({ position: at }) => at === position),
  }
}
