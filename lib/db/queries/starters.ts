/**
 * Chooses the features that a newcomer sees first: not the best of one sort but one of each of many sorts, each with a line
 * that says why it is there. In this order: a feature that a person labelled; the purest of a script, of packed code, of
 * markup, of web addresses, of keywords; one that fires on one token only in certain places; one that follows the place more
 * than the token; the densest; then the purest of further kinds. The same analysis always gives the same features.
 */
import type { FeatureRow } from '@/lib/contract/schemas'
import { type MotifTag, tagNames } from '@/lib/domain/motif'
import { formatPercent } from '@/lib/view/format'
import { orderExpression } from '../browse/order-expression'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { featureRows } from './feature-rows'
import { kindsPresent } from './kinds'

const MIN_COUNT = 20
/** Density from which a feature says little about a single text. */
const MAX_DENSITY = 0.1
/** Number of features of one sort that are looked at, in case others of them are chosen already. */
const TRIES = 4
/** Number of features with the best labels that are looked at for their tags. */
const LABELLED = 240

const EARLY_KINDS = ['base64', 'markup tags', 'web addresses', 'keywords of JavaScript']

export interface Starter {
  readonly feature: FeatureRow
  /** Why it is shown: "fires on Arabic letters". */
  readonly why: string
}

interface Sort {
  /** The features of the sort, the best first. */
  readonly indices: readonly number[]
  readonly why: string | ((feature: FeatureRow) => string)
}

export async function starterFeatures(db: Queryable, published: Published, limit = 8): Promise<Starter[]> {
  const sorts = (await sortsOf(db, published)).map(({ indices, why }) => ({
    why,
    indices: indices.slice(0, TRIES),
  }))
  const all = new Set(sorts.flatMap(({ indices }) => indices))
  const rows = new Map((await featureRows(db, published, [...all])).map((row) => [row.index, row]))
  const chosen = new Map<number, Starter>()
  const labels = new Set<string>()
  for (const { indices, why } of sorts) {
    if (chosen.size === limit) break
    const feature = indices
      .map((index) => rows.get(index))
      .find((row) => row?.example && !chosen.has(row.index) && !labels.has(row.label ?? ''))
    if (!feature) continue
    if (feature.label !== null) labels.add(feature.label)
    chosen.set(feature.index, { feature, why: typeof why === 'string' ? why : why(feature) })
  }
  return [...chosen.values()]
}

async function sortsOf(db: Queryable, published: Published): Promise<Sort[]> {
  const [kinds, person, labelled, dense, strongest] = await Promise.all([
    kindsPresent(db, published),
    featuresWhere(db, published, `label_kind = 'person'`, orderExpression('labelScore')),
    featuresWhere(db, published, 'true', orderExpression('labelScore'), LABELLED),
    featuresWhere(db, published, 'true', orderExpression('density')),
    featuresWhere(db, published, 'true', orderExpression('maxActivation')),
  ])
  const tagged = (tag: MotifTag) => labelled.filter(({ tags }) => tagNames(tags ?? []).includes(tag))
  const ofKind = ({ kind, members }: (typeof kinds)[number]): Sort => ({
    indices: members.map(({ index }) => index),
    why: `fires on ${kind.name}`,
  })
  const isEarly = ({ kind }: (typeof kinds)[number]) => EARLY_KINDS.includes(kind.name)
  const [script, ...scripts] = kinds.filter(({ kind }) => kind.isScript)
  const others = kinds.filter((kind) => !kind.kind.isScript && !isEarly(kind))
  return [
    { indices: indicesOf(person), why: ({ labelAuthor }) => `labelled by ${labelAuthor}` },
    ...(script ? [ofKind(script)] : []),
    ...kinds.filter(isEarly).map(ofKind),
    { indices: indicesOf(tagged('token-in-context')), why: 'one token, but only in certain places' },
    { indices: indicesOf(tagged('context')), why: 'many tokens in one kind of place' },
    {
      indices: indicesOf(dense),
      why: ({ density }) => `dense: fires on ${formatPercent(density, 2)} of all tokens`,
    },
    ...scripts.map(ofKind),
    ...others.map(ofKind),
    ...strongest.map(({ index }) => ({ indices: [index], why: 'one of the strongest' })),
  ]
}

interface Candidate {
  readonly index: number
  readonly tags: number[] | null
}

const indicesOf = (candidates: readonly Candidate[]) => candidates.map(({ index }) => index)

/** Returns the first features by a value. The index of the order serves, so few rows are read. */
async function featuresWhere(
  db: Queryable,
  { analysis }: Published,
  condition: string,
  value: string,
  limit = 2 * TRIES,
): Promise<Candidate[]> {
  const { rows } = await db.query<Candidate>(
    prepared(
      `SELECT index, tags FROM feature_stat
        WHERE analysis_id = ${analysisKey(analysis.id)} AND ${condition} AND count >= ${MIN_COUNT}
          AND density < ${MAX_DENSITY}
        ORDER BY ${value} DESC NULLS LAST, index LIMIT ${limit}`,
    ),
  )
  return rows
}
