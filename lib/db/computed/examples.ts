import { copyRows } from '../copy'
import type { Client, Queryable } from '../transaction'

export interface ExampleRow {
  readonly index: number
  readonly group: number
  readonly rank: number
  readonly sequence: number
  readonly position: number
  readonly repeats: number
  readonly activation: number
  readonly positions: ArrayLike<number>
  readonly activations: ArrayLike<number>
  /** Loss effects in nats; null where nothing is predicted or the effect was not computed. */
  readonly lossEffects: readonly (number | null)[]
}

/** Adds examples of an analysis. */
export async function addExamples(
  client: Client,
  analysisId: number,
  rows: Iterable<ExampleRow>,
): Promise<void> {
  await copyRows(
    client,
    'example',
    [
      { name: 'analysis_id', type: 'int4' },
      { name: 'index', type: 'int4' },
      { name: 'group', type: 'int2' },
      { name: 'rank', type: 'int2' },
      { name: 'sequence', type: 'int4' },
      { name: 'position', type: 'int2' },
      { name: 'repeats', type: 'int4' },
      { name: 'activation', type: 'float4' },
      { name: 'positions', type: 'int2[]' },
      { name: 'activations', type: 'float4[]' },
      { name: 'loss_effects', type: 'float4[]' },
    ],
    (function* () {
      for (const r of rows)
        yield [
          analysisId,
          r.index,
          r.group,
          r.rank,
          r.sequence,
          r.position,
          r.repeats,
          r.activation,
          r.positions,
          r.activations,
          r.lossEffects,
        ]
    })(),
  )
}

/** Returns the examples of features from … to − 1, by feature, group and rank. */
export async function examplesOf(
  db: Queryable,
  analysisId: number,
  from: number,
  to: number,
): Promise<ExampleRow[]> {
  const { rows } = await db.query<ExampleRow>(
    `SELECT index, "group", rank, sequence, position, repeats, activation, positions, activations,
       loss_effects AS "lossEffects"
     FROM example WHERE analysis_id = $1 AND index >= $2 AND index < $3 ORDER BY index, "group", rank`,
    [analysisId, from, to],
  )
  return rows
}

/** The effects of a feature on a sequence, which all its examples there share. */
export interface ExampleEffects {
  readonly index: number
  readonly sequence: number
  /** Every position where the feature fires; effects are stored only where these are the stored ones. */
  readonly positions: ArrayLike<number>
  readonly lossEffects: readonly (number | null)[]
}

/** Stores the loss effects of features on whole sequences beside their examples. */
export async function storeExampleEffects(
  db: Queryable,
  analysisId: number,
  rows: readonly ExampleEffects[],
): Promise<void> {
  for (const { index, sequence, positions, lossEffects } of rows)
    await db.query(
      `UPDATE example SET loss_effects = $5::real[]
       WHERE analysis_id = $1 AND index = $2 AND sequence = $3 AND positions = $4::smallint[]`,
      [analysisId, index, sequence, Array.from(positions), lossEffects],
    )
}
