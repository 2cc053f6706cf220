import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'

export type FeatureOrder = 'density' | 'index'

export interface FeaturePlace {
  readonly previous: number | null
  readonly next: number | null
  /** The first position is 1. */
  readonly position: number
  readonly total: number
}

/**
 * Returns the place of a feature among all features of the dictionary: densest first, equal densities by number. Dead
 * features have density 0, so they are last.
 */
export async function featurePlace(
  db: Queryable,
  { analysis, dSae }: Published,
  index: number,
  order: FeatureOrder,
): Promise<FeaturePlace> {
  if (order === 'index')
    return {
      previous: index > 0 ? index - 1 : null,
      next: index + 1 < dSae ? index + 1 : null,
      position: index + 1,
      total: dSae,
    }
  const key = analysisKey(analysis.id)
  const own = `(SELECT density FROM feature_stat WHERE analysis_id = ${key} AND index = $1)`
  const from = `FROM feature_stat WHERE analysis_id = ${key}`
  const { rows } = await db.query<Omit<FeaturePlace, 'total'>>(
    prepared(
      `SELECT coalesce(
         (SELECT index ${from} AND density = ${own} AND index < $1 ORDER BY index DESC LIMIT 1),
         (SELECT index ${from} AND density > ${own} ORDER BY density, index DESC LIMIT 1)) AS previous,
       coalesce(
         (SELECT index ${from} AND density = ${own} AND index > $1 ORDER BY index LIMIT 1),
         (SELECT index ${from} AND density < ${own} ORDER BY density DESC, index LIMIT 1)) AS next,
       1 + (SELECT count(*) ${from} AND density > ${own})
         + (SELECT count(*) ${from} AND density = ${own} AND index < $1) AS position`,
      [index],
    ),
  )
  return { ...rows[0], total: dSae }
}

/** Number of features that are drawn at a time. */
const DRAWN = 64
/** Number of draws after which all features are searched, because hardly any feature fires. */
const DRAWS = 4

/** Returns a random feature that fires, all with equal chance; null if no feature fires. */
export async function randomFeature(db: Queryable, { analysis, dSae }: Published): Promise<number | null> {
  const firing = `FROM feature_stat WHERE analysis_id = ${analysisKey(analysis.id)} AND count > 0`
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = Array.from({ length: DRAWN }, () => Math.floor(Math.random() * dSae))
    const { rows } = await db.query<{ index: number }>(
      prepared(`SELECT index ${firing} AND index = ANY ($1::integer[])`, [drawn]),
    )
    const found = new Set(rows.map(({ index }) => index))
    const first = drawn.find((index) => found.has(index))
    if (first !== undefined) return first
  }
  const { rows } = await db.query<{ index: number }>(`SELECT index ${firing} ORDER BY random() LIMIT 1`)
  return rows[0]?.index ?? null
}
