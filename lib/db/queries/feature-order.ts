import { database } from '../index'
import type { Analysed } from './analysed'

export type FeatureOrder = 'density' | 'index'

export interface FeaturePlace {
  readonly previous: number | null
  readonly next: number | null
  /** From 1. */
  readonly position: number
  readonly total: number
}

/** Where a feature stands among all of its dictionary: densest first, equal densities by index. */
export async function featurePlace(
  dictionary: Analysed,
  feature: { readonly index: number; readonly density: number },
  order: FeatureOrder,
): Promise<FeaturePlace> {
  const { index } = feature
  const total = dictionary.dSae
  if (order === 'index')
    return {
      previous: index > 0 ? index - 1 : null,
      next: index + 1 < total ? index + 1 : null,
      position: index + 1,
      total,
    }
  const { pool } = await database()
  const { rows } = await pool.query<{ before: number; previous: number | null; next: number | null }>(
    `SELECT
       (SELECT count(*) FROM feature_stat WHERE analysis_id = $1 AND density >= $2
          AND (density > $2 OR index < $3)) AS before,
       (SELECT index FROM feature_stat WHERE analysis_id = $1 AND density >= $2
          AND (density > $2 OR index < $3) ORDER BY density, index DESC LIMIT 1) AS previous,
       (SELECT index FROM feature_stat WHERE analysis_id = $1 AND density <= $2
          AND (density < $2 OR index > $3) ORDER BY density DESC, index LIMIT 1) AS next`,
    [dictionary.analysis.id, feature.density, index],
  )
  return { previous: rows[0].previous, next: rows[0].next, position: rows[0].before + 1, total }
}

/** Any feature that fires; null when none does. */
export async function randomFeature(dictionary: Analysed): Promise<number | null> {
  const { pool } = await database()
  const { rows } = await pool.query<{ index: number }>(
    'SELECT index FROM feature_stat WHERE analysis_id = $1 AND count > 0 ORDER BY random() LIMIT 1',
    [dictionary.analysis.id],
  )
  return rows[0]?.index ?? null
}
