import type { FeatureRow } from '@/lib/contract/schemas'
import { orderExpression } from '../browse/order-expression'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { featureRows } from './feature-rows'

const MIN_COUNT = 20
const MAX_DENSITY = 0.1
const MIN_SCORE = 0.7
/** Number of features from which the starters are chosen. */
const CANDIDATES = 240

/**
 * Returns features that a newcomer should see: labelled (by people first), with good scores, and different from each
 * other: one per top token, and labels that differ only in a quoted text take turns. Without labels, returns strong
 * features. The same analysis always gives the same list.
 */
export async function starterFeatures(db: Queryable, published: Published, limit = 8): Promise<FeatureRow[]> {
  const rows = await featureRows(db, published, await candidates(db, published))
  const tokens = new Set<string>()
  const turns = new Map<string, number>()
  const unlike = rows.flatMap((row) => {
    const token = JSON.stringify(row.topTokens[0] ?? null)
    if (row.example === null || tokens.has(token)) return []
    tokens.add(token)
    const shape = shapeOf(row.label ?? '')
    const turn = turns.get(shape) ?? 0
    turns.set(shape, turn + 1)
    return [{ row, turn: row.labelAuthor !== null && row.labelScore === null ? -1 : turn }]
  })
  // the sort is stable: within a turn the candidates keep their order
  return unlike
    .sort((a, b) => a.turn - b.turn)
    .slice(0, limit)
    .map(({ row }) => row)
}

/** Returns a label without its quoted texts and numbers. */
const shapeOf = (label: string) => label.replace(/“[^”]*”|"[^"]*"|\d+/g, '')

/** Orders labels by people first, then by score, then the strongest features without a label. */
async function candidates(db: Queryable, { analysis }: Published): Promise<number[]> {
  const [byScore, byMaximum] = [orderExpression('labelScore'), orderExpression('maxActivation')]
  const found: number[] = []
  for (const [kind, value] of [
    [`label_kind = 'person'`, byScore],
    [`label_kind <> 'person'`, byScore],
    ['label_kind IS NULL', byMaximum],
  ] as const) {
    if (found.length >= CANDIDATES) break
    const { rows } = await db.query<{ index: number }>(
      prepared(
        `SELECT index FROM feature_stat
          WHERE analysis_id = ${analysisKey(analysis.id)} AND ${kind} AND count >= ${MIN_COUNT}
            AND density < ${MAX_DENSITY} AND (label_score >= ${MIN_SCORE}::real) IS NOT FALSE
          ORDER BY ${value} DESC NULLS LAST, index LIMIT ${CANDIDATES - found.length}`,
      ),
    )
    found.push(...rows.map(({ index }) => index))
  }
  return found
}
