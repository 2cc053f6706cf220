import type { RowExample } from '@/lib/contract/schemas'
import { GROUP_TOP } from '@/lib/domain/example'
import { deriveComputed, featureColumns } from '../columns/load'
import { database } from '../database'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import { type Vocabulary, vocabulary } from './vocabulary'

/** Tokens of context a card shows on each side of the selected one. */
const BEFORE = 12
const AFTER = 14

interface Row {
  index: number
  position: number
  positions: number[]
  activations: number[]
  token_ids: number[]
}

/** Features whose examples are kept with the columns of an analysis; those asked for longest ago go. */
const KEPT = 2048
/** Features remembered as asked for once. Examples are kept from the second time on: most come once, and would only be collected late. */
const SEEN = 16_384

/** The `limit` strongest examples of each feature, cut to a few tokens around the selected one. */
export async function rowExamples(
  source: Published,
  indices: readonly number[],
  limit: number,
): Promise<Map<number, RowExample[]>> {
  const columns = await featureColumns(source)
  const kept = deriveComputed(columns, `examples ${limit}`, () => new Map<number, RowExample[]>())
  const seen = deriveComputed(columns, `examples seen ${limit}`, () => new Set<number>())
  const found = new Map<number, RowExample[]>()
  for (const index of indices) {
    // now: while others are read it may be forgotten
    const examples = kept.get(index)
    if (examples) found.set(index, examples)
  }
  const missing = indices.filter((index) => !found.has(index))
  if (missing.length > 0)
    for (const [index, examples] of await readRowExamples(source, missing, limit)) found.set(index, examples)
  for (const [index, examples] of found) {
    if (kept.delete(index) || seen.has(index)) kept.set(index, examples)
    else seen.add(index)
  }
  if (seen.size > SEEN) seen.clear()
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break
    kept.delete(oldest)
  }
  return found
}

async function readRowExamples(
  source: Published,
  indices: readonly number[],
  limit: number,
): Promise<Map<number, RowExample[]>> {
  const { pool } = await database()
  const words = await vocabulary(pool, source.tokenizerHash)
  const { rows } = await pool.query<Row>(
    prepared(
      `SELECT e.index, e.position, e.positions, e.activations,
            s.token_ids[greatest(1, e.position + 1 - ${BEFORE}):e.position + 1 + ${AFTER}] AS token_ids
       FROM unnest($2::integer[]) AS u(index)
       JOIN example e ON e.analysis_id = ${analysisKey(source.analysis.id)} AND e.index = u.index
                     AND e."group" = ${GROUP_TOP} AND e.rank < $3
       JOIN sequence s ON s.corpus_id = $1 AND s.index = e.sequence
      ORDER BY e.index, e.rank`,
      [source.analysis.corpusId, indices, limit],
    ),
  )
  const found = new Map<number, RowExample[]>()
  for (const row of rows) found.set(row.index, [...(found.get(row.index) ?? []), exampleOf(row, words)])
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
