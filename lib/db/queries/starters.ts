import type { FeatureRow } from '@/lib/contract/schemas'
import { derive, type FeatureColumns, featureColumns, LABEL_KINDS } from '../columns/load'
import { sequenceOf } from '../columns/order'
import type { Published } from '../published'
import { featureRows } from './feature-rows'

const MIN_COUNT = 20
const MAX_DENSITY = 0.1
const MIN_SCORE = 0.7
/** Features of which the starters are chosen. */
const CANDIDATES = 240

/**
 * Features a newcomer should see: labelled (by people first), well scored, and unlike each other: one a top
 * token, and labels that only differ in what they quote take turns. Without labels, strong features. The same
 * analysis always gives the same list.
 */
export async function starterFeatures(source: Published, limit = 8): Promise<FeatureRow[]> {
  const columns = await featureColumns(source)
  const chosen = derive<{ features?: readonly number[] }>(columns, `starters ${limit}`, () => ({}))
  chosen.features ??= await choose(source, columns, limit)
  return featureRows(source, chosen.features)
}

async function choose(source: Published, columns: FeatureColumns, limit: number): Promise<number[]> {
  const rows = await featureRows(source, candidatesOf(columns))
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
  // a stable sort: within a turn the order of the candidates stands
  return unlike
    .sort((a, b) => a.turn - b.turn)
    .slice(0, limit)
    .map(({ row }) => row.index)
}

/** What is left of a label without what it quotes and counts. */
const shapeOf = (label: string) => label.replace(/“[^”]*”|"[^"]*"|\d+/g, '')

/** People's labels first, then by score, then the strongest without a label. */
function candidatesOf(columns: FeatureColumns): number[] {
  const { count, density, score, labelKind } = columns.numbers
  const person = LABEL_KINDS.indexOf('person')
  const fits = (index: number) =>
    count[index] >= MIN_COUNT && density[index] < MAX_DENSITY && !(score[index] < MIN_SCORE)
  const byScore = sequenceOf(columns, { sort: 'score', order: 'desc', seed: 0 }).features
  const byMaximum = sequenceOf(columns, { sort: 'max', order: 'desc', seed: 0 }).features
  const some = (features: Int32Array, keep: (index: number) => boolean) => {
    const kept: number[] = []
    for (let at = 0; at < features.length && kept.length < CANDIDATES; at++)
      if (fits(features[at]) && keep(features[at])) kept.push(features[at])
    return kept
  }
  const all = [
    ...some(byScore, (index) => labelKind[index] === person),
    ...some(byScore, (index) => labelKind[index] !== 0 && labelKind[index] !== person),
    ...some(byMaximum, (index) => labelKind[index] === 0),
  ]
  return all.slice(0, CANDIDATES)
}
