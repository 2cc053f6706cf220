import { SemascopeError } from '@/lib/errors'
import { type ExampleRow, examplesOf } from '../computed/examples'
import type { Queryable } from '../transaction'

/** What is stored of a feature that can be computed again from the weights and the text. */
export interface CheckedFeature {
  readonly count: number
  readonly density: number
  readonly maxActivation: number
  readonly intervalCounts: readonly number[]
  readonly promoted: readonly { readonly token: number; readonly value: number }[]
  readonly suppressed: readonly { readonly token: number; readonly value: number }[]
  readonly examples: readonly (ExampleRow & { readonly positions: readonly number[] })[]
}

interface Row {
  count: number
  density: number
  maxActivation: number
  intervalCounts: number[]
  promotedIds: number[]
  promotedValues: number[]
  suppressedIds: number[]
  suppressedValues: number[]
}

/** Reads it. Throws `not_found`. */
export async function checkedFeature(
  db: Queryable,
  analysisId: number,
  index: number,
): Promise<CheckedFeature> {
  const { rows } = await db.query<Row>(
    `SELECT s.count, s.density, s.max_activation AS "maxActivation", d.interval_counts AS "intervalCounts",
       d.promoted_ids AS "promotedIds", d.promoted_values AS "promotedValues",
       d.suppressed_ids AS "suppressedIds", d.suppressed_values AS "suppressedValues"
     FROM feature_stat s JOIN feature_detail d USING (analysis_id, index)
     WHERE s.analysis_id = $1 AND s.index = $2`,
    [analysisId, index],
  )
  const [row] = rows
  if (!row) throw new SemascopeError('not_found', `analysis ${analysisId} has no feature ${index}`)
  const pair = (tokens: number[], values: number[]) => tokens.map((token, i) => ({ token, value: values[i] }))
  return {
    count: row.count,
    density: row.density,
    maxActivation: row.maxActivation,
    intervalCounts: row.intervalCounts,
    promoted: pair(row.promotedIds, row.promotedValues),
    suppressed: pair(row.suppressedIds, row.suppressedValues),
    examples: (await examplesOf(db, analysisId, index, index + 1)).map((example) => ({
      ...example,
      positions: Array.from(example.positions),
    })),
  }
}
