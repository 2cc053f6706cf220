import { type FiresOn, FLOOR_OF_MEAN, type Moves, type SearchSort } from '@/lib/contract/search'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { type Firing, farthestEffects, isCut, type Posting, sumFirings } from './merge-postings'
import { nameFeatures } from './named-features'
import { readEffectLists, readFiringLists } from './token-lists'

interface Limits {
  /** Maximum density of a feature, a fraction. */
  readonly maxDensity?: number | undefined
  readonly limit: number
}

export interface Ranked<Item> {
  readonly items: readonly Item[]
  /** Number of features with a non-zero statistic; at least so many if a list is cut and there are several tokens. */
  readonly total: number
  /** Number of those that the stored lists keep; `maxDensity` may leave fewer. */
  readonly kept: number
  /** Number of kept features that `maxDensity` leaves, before `limit`. */
  readonly found: number
  /** True if a list of one of the tokens leaves features out. */
  readonly cut: boolean
  /** True if the figures are whole and no feature that was left out belongs before one of the items. */
  readonly exact: boolean
}

/** Returns features by what they do on any of the tokens. */
export async function searchFiresOn(
  db: Queryable,
  dictionary: Published,
  ids: readonly number[],
  options: Limits & { sort: SearchSort; occurrences: number | null },
): Promise<Ranked<FiresOn>> {
  const { sort, maxDensity, occurrences } = options
  const lists = await readFiringLists(db, dictionary.analysis.id, ids)
  const summed = sumFirings(lists)
  const rare = await rarest(db, dictionary, summed, maxDensity)
  const byShare = sort === 'share'
  const sums = byShare ? await activationSums(db, dictionary, rare) : new Map<number, number>()
  const shareOf = (sum: number | undefined, mass: number) => (sum ? mass / sum : 0)
  const value = {
    activation: ({ mass, count }: Firing) => mass / count,
    share: ({ index, mass }: Firing) => shareOf(sums.get(index), mass),
    max: ({ maximum }: Firing) => maximum,
  }[sort]
  const isRare = ({ count }: Firing) => Number(sort === 'activation' && count < FLOOR_OF_MEAN)
  const first = rare
    .toSorted((a, b) => isRare(a) - isRare(b) || value(b) - value(a) || a.index - b.index)
    .slice(0, options.limit)
  const [shown, shownSums] = await Promise.all([
    featuresShown(db, dictionary, first),
    byShare ? sums : activationSums(db, dictionary, first),
  ])
  return {
    items: first.flatMap(({ index, mass, count, maximum }) => {
      const feature = shown.get(index)
      if (!feature) return []
      const share = shareOf(shownSums.get(index), mass)
      return [{ ...feature, count, occurrences, mean: mass / count, max: maximum, share }]
    }),
    ...sizeOf(lists, summed.length),
    found: rare.length,
    exact: !lists.some(isCut),
  }
}

/** Returns the features that raise or lower the logit of a token most; of several tokens the strongest effect counts. */
export async function searchMoves(
  db: Queryable,
  dictionary: Published,
  ids: readonly number[],
  by: 'promotes' | 'suppresses',
  { maxDensity, limit }: Limits,
): Promise<Ranked<Moves>> {
  const lists = await readEffectLists(db, dictionary.analysis.id, ids, by)
  const effects = farthestEffects(lists)
  const rare = await rarest(db, dictionary, effects, maxDensity)
  const first = rare
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.index - b.index)
    .slice(0, limit)
  const shown = await featuresShown(db, dictionary, first)
  return {
    items: first.flatMap(({ index, value }) => {
      const feature = shown.get(index)
      return feature ? [{ ...feature, value }] : []
    }),
    ...sizeOf(lists, effects.length),
    found: rare.length,
    exact: true,
  }
}

function sizeOf(lists: readonly Posting[], kept: number) {
  return { total: Math.max(kept, ...lists.map(({ total }) => total)), kept, cut: lists.some(isCut) }
}

interface Indexed {
  readonly index: number
}

/** Keeps the rows whose feature is at most as dense as `maxDensity`. */
async function rarest<T extends Indexed>(
  db: Queryable,
  dictionary: Published,
  found: readonly T[],
  maxDensity: number | undefined,
): Promise<readonly T[]> {
  if (maxDensity === undefined) return found
  const densities = await densitiesOf(db, dictionary, found)
  return found.filter(({ index }) => (densities.get(index) ?? 0) <= maxDensity)
}

async function densitiesOf(db: Queryable, { analysis }: Published, features: readonly Indexed[]) {
  const { rows } = await db.query<{ index: number; density: number }>(
    prepared(
      `SELECT index, density FROM feature_stat
      WHERE analysis_id = ${analysisKey(analysis.id)} AND index = ANY($1::int[])`,
      [features.map(({ index }) => index)],
    ),
  )
  return new Map(rows.map(({ index, density }) => [index, density]))
}

/** Returns the summed activation of features over the analysed text. */
async function activationSums(db: Queryable, { analysis }: Published, features: readonly Indexed[]) {
  const { rows } = await db.query<{ index: number; sum: number }>(
    prepared(
      `SELECT index, activation_sum AS sum FROM feature_detail
      WHERE analysis_id = ${analysisKey(analysis.id)} AND index = ANY($1::int[])`,
      [features.map(({ index }) => index)],
    ),
  )
  return new Map(rows.map(({ index, sum }) => [index, sum]))
}

/** The columns that a search shows of any feature. */
async function featuresShown(db: Queryable, dictionary: Published, features: readonly Indexed[]) {
  const named = await nameFeatures(
    db,
    dictionary,
    features.map(({ index }) => index),
  )
  return new Map(
    Array.from(named, ([at, { index, density, label, topTokens }]) => [
      at,
      { index, density, label, topTokens },
    ]),
  )
}
