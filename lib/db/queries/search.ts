import type { FiresOn, LabelHit, Moves, SearchSort } from '@/lib/contract/search'
import { featuresLabelled, type LabelTexts, labelTexts } from '../columns/label-search'
import { featureColumns } from '../columns/load'
import { farthestEffects, type Posting, sumFirings } from '../columns/merge-postings'
import { database } from '../index'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import { featureNames } from './feature-rows'

const KINDS = { activation: 0, promotes: 1, suppresses: 2 } as const

interface Limits {
  /** Greatest density of a feature, a fraction. */
  readonly maxDensity?: number | undefined
  readonly limit: number
}

export interface Ranked<Item> {
  readonly items: readonly Item[]
  /** Features with a non-zero statistic; for several tokens the largest of theirs. */
  readonly total: number
  /** Features the stored lists keep, of which `maxDensity` may leave fewer. */
  readonly kept: number
  /** Features left after `maxDensity`, before `limit`. */
  readonly found: number
}

/**
 * Features by what they do on any of the tokens. Sums run over the stored lists: where one of several tokens
 * has its list cut, a feature's figures count the tokens that keep it.
 */
export async function searchFiresOn(
  dictionary: Published,
  ids: readonly number[],
  options: Limits & { sort: SearchSort; occurrences: number | null },
): Promise<Ranked<FiresOn>> {
  const { postings, total } = await readPostings(dictionary, ids, 'activation')
  const summed = sumFirings(postings)
  const rare = await rarest(dictionary, summed, options.maxDensity)
  const byShare = options.sort === 'share'
  const sums = byShare ? await activationSums(dictionary, rare) : new Map<number, number>()
  const shareOf = (sum: number | undefined, mass: number) => (sum ? mass / sum : 0)
  const value = {
    activation: ({ mass, count }: (typeof rare)[number]) => mass / count,
    share: ({ index, mass }: (typeof rare)[number]) => shareOf(sums.get(index), mass),
    max: ({ maximum }: (typeof rare)[number]) => maximum,
  }[options.sort]
  const first = rare.toSorted((a, b) => value(b) - value(a) || a.index - b.index).slice(0, options.limit)
  const [named, shownSums] = await Promise.all([
    namesOf(dictionary, first),
    byShare ? sums : activationSums(dictionary, first),
  ])
  return {
    items: first.flatMap(({ index, mass, count, maximum }) => {
      const name = named.get(index)
      if (!name) return []
      const share = shareOf(shownSums.get(index), mass)
      const { occurrences } = options
      return [{ ...name, count, occurrences, mean: mass / count, max: maximum, share }]
    }),
    ...{ total, kept: summed.length, found: rare.length },
  }
}

/** Features that raise or lower the logit of a token most; of several tokens the strongest effect counts. */
export async function searchMoves(
  dictionary: Published,
  ids: readonly number[],
  by: 'promotes' | 'suppresses',
  options: Limits,
): Promise<Ranked<Moves>> {
  const { postings, total } = await readPostings(dictionary, ids, by)
  const effects = farthestEffects(postings)
  const rare = await rarest(dictionary, effects, options.maxDensity)
  const first = rare
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.index - b.index)
    .slice(0, options.limit)
  const named = await namesOf(dictionary, first)
  return {
    items: first.flatMap(({ index, value }) => {
      const name = named.get(index)
      return name ? [{ ...name, value }] : []
    }),
    ...{ total, kept: effects.length, found: rare.length },
  }
}

/** The stored lists of the tokens; `total` is the longest before it was cut. */
async function readPostings(dictionary: Published, ids: readonly number[], by: keyof typeof KINDS) {
  const { pool } = await database()
  // one token, as most searches ask for, is planned once; a list of tokens each time
  const [which, wanted] = ids.length === 1 ? ['token_id = $1', ids[0]] : ['token_id = ANY($1::int[])', ids]
  const { rows } = await pool.query<Posting & { total: number }>(
    prepared(
      `SELECT features, values, counts, maxima, total FROM token_posting
      WHERE analysis_id = ${analysisKey(dictionary.analysis.id)} AND kind = ${KINDS[by]} AND ${which}`,
      [wanted],
    ),
  )
  return { postings: rows, total: Math.max(0, ...rows.map(({ total }) => total)) }
}

/** Those whose feature is not denser than `maxDensity`. */
async function rarest<T extends { readonly index: number }>(
  dictionary: Published,
  found: readonly T[],
  maxDensity: number | undefined,
): Promise<readonly T[]> {
  if (maxDensity === undefined) return found
  const { density } = (await featureColumns(dictionary)).numbers
  return found.filter(({ index }) => density[index] <= maxDensity)
}

/** Summed activation of features over the analysed text. */
async function activationSums(
  dictionary: Published,
  features: readonly { readonly index: number }[],
): Promise<Map<number, number>> {
  const { pool } = await database()
  const { rows } = await pool.query<{ index: number; sum: number }>(
    prepared(
      `SELECT index, activation_sum AS sum FROM feature_detail
      WHERE analysis_id = ${analysisKey(dictionary.analysis.id)} AND index = ANY($1::int[])`,
      [features.map(({ index }) => index)],
    ),
  )
  return new Map(rows.map(({ index, sum }) => [index, sum]))
}

/** What a search shows of any feature. */
async function namesOf(dictionary: Published, features: readonly { readonly index: number }[]) {
  const rows = await featureNames(
    dictionary,
    features.map(({ index }) => index),
  )
  return new Map(
    rows.map(({ index, density, label, topTokens }) => [index, { index, density, label, topTokens }]),
  )
}

/** Features whose shown label has all the words, whole matches first, then by score. */
export async function searchLabels(
  dictionary: Published,
  q: string,
  options: Limits,
): Promise<{ items: LabelHit[]; total: number }> {
  const columns = await featureColumns(dictionary)
  const text = q.toLowerCase()
  const words = text.split(/\s+/).filter((word) => word !== '')
  const { density, score } = columns.numbers
  const labels = labelTexts(columns)
  const { maxDensity = Number.POSITIVE_INFINITY } = options
  const hits = featuresLabelled(labels, words).filter((index) => density[index] <= maxDensity)
  const first = best(hits, options.limit, {
    placeOf: (index) => placeOf(labels, index, text),
    scoreOf: (index) => (Number.isNaN(score[index]) ? -2 : score[index]),
  })
  const rows = await featureNames(dictionary, first)
  return {
    items: rows.map((row) => ({
      index: row.index,
      density: row.density,
      label: row.label,
      topTokens: row.topTokens,
      author: row.labelAuthor,
      score: row.labelScore,
      maxActivation: row.maxActivation,
    })),
    total: hits.length,
  }
}

/** 0 for the text itself, 1 for a label that begins with it, 2 for the others. */
function placeOf({ all, starts }: LabelTexts, index: number, text: string): number {
  const length = starts[index + 1] - starts[index]
  if (text.length > length || !all.startsWith(text, starts[index])) return 2
  return text.length === length ? 0 : 1
}

/** The first `count` by place, then by greatest score, then by number; the rest is not ordered. `hits` ascend. */
function best(
  hits: readonly number[],
  count: number,
  { placeOf, scoreOf }: Record<'placeOf' | 'scoreOf', (index: number) => number>,
): number[] {
  // a place is at most 2 and a score at least −2 and at most 1: one figure, the least first
  const rank = (index: number) => placeOf(index) * 4 - scoreOf(index)
  let kept: { index: number; rank: number }[] = []
  let last = Number.POSITIVE_INFINITY
  const order = () => {
    kept = kept.sort((a, b) => a.rank - b.rank || a.index - b.index).slice(0, count)
    last = kept.length < count ? last : kept[count - 1].rank
  }
  for (const index of hits) {
    const own = rank(index)
    if (own >= last) continue
    kept.push({ index, rank: own })
    if (kept.length >= 2 * count + 16) order()
  }
  order()
  return kept.map(({ index }) => index)
}
