import { activeGroups, defaultOrder, type FeaturesQuery, FILTER_GROUPS } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import type { FeatureRow } from '@/lib/contract/schemas'
import { SemascopeError } from '@/lib/errors'
import { type Packed, packList } from '@/lib/view/packed'
import { countsOf } from '../columns/counts'
import { derive, type FeatureColumns, featureColumns } from '../columns/load'
import { failedGroups, type Matcher, matcherOf, type ResolvedFilters } from '../columns/match'
import { readCursor, sequenceOf, writeCursor } from '../columns/order'
import { type Page, type PageOptions, pageOfFailed, pageOfFirst } from '../columns/page'
import { featuresWithTokens, type TokenList } from '../columns/token-lists'
import { database } from '../database'
import type { Published } from '../published'
import { featureRows, featureRowTexts } from './feature-rows'
import { vocabulary } from './vocabulary'

export interface FeaturePage {
  readonly items: FeatureRow[]
  readonly nextCursor: string | null
}

/** One page of features. Throws `invalid_input` for a cursor that is not ours. */
export async function listFeatures(source: Published, query: FeaturesQuery): Promise<FeaturePage> {
  const { indices, next } = await pageOf(source, query)
  return { items: await featureRows(source, indices, query.examples), nextCursor: next && writeCursor(next) }
}

/** The same as JSON. */
export async function listFeaturesJson(source: Published, query: FeaturesQuery): Promise<string> {
  const { indices, next } = await pageOf(source, query)
  const items = await featureRowTexts(source, indices, query.examples)
  return `{"items":${packList(items)},"nextCursor":${JSON.stringify(next && writeCursor(next))}}`
}

async function pageOf(source: Published, query: FeaturesQuery): Promise<Page> {
  const columns = await featureColumns(source)
  const options = pageOptions(query)
  const sequence = sequenceFor(columns, query)
  const { isMarked, matcher, failed } = filtered(source, columns, query)
  const first = isMarked() ? null : pageOfFirst(sequence, await matcher(), options, columns.size * PATIENCE)
  return first ?? pageOfFailed(sequence, await failed(), options)
}

/** The rows of a page, and how many features match and how many each choice of the filters would leave. */
export async function browseFeatures(
  source: Published,
  query: FeaturesQuery,
): Promise<{ rows: Packed<FeatureRow[]>; counts: FeatureCounts }> {
  const columns = await featureColumns(source)
  const failed = await filtered(source, columns, query).failed()
  const page = pageOfFailed(sequenceFor(columns, query), failed, pageOptions(query))
  const texts = await featureRowTexts(source, page.indices, query.examples)
  return { rows: packList(texts), counts: countsOf(columns, query, failed) }
}

/** How many features match, and how many each choice of the filters would leave. */
export async function countFeatures(source: Published, query: FeaturesQuery): Promise<FeatureCounts> {
  const columns = await featureColumns(source)
  return countsOf(columns, query, await filtered(source, columns, query).failed())
}

/** Part of the features that are asked one by one before all are looked at in one pass. */
const PATIENCE = 1 / 16

function pageOptions(query: FeaturesQuery): PageOptions {
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor)
  if (query.cursor !== undefined && !cursor)
    throw new SemascopeError('invalid_input', 'the cursor is not one that this list gave')
  return { limit: query.limit, cursor, skip: query.from ?? 0 }
}

function sequenceFor(columns: FeatureColumns, { sort, order = defaultOrder(sort), seed }: FeaturesQuery) {
  return sequenceOf(columns, { sort, order, seed })
}

/** What filters leave, worked out as far as it was asked for. */
interface Filtered {
  readonly matcher: () => Promise<Matcher>
  /** The groups of filters that each feature fails. */
  readonly failed: () => Promise<Uint16Array>
  /** Whether `failed` was asked for before. */
  readonly isMarked: () => boolean
}

/** Filters of which the result is remembered, so that further pages need not filter again. */
const REMEMBERED = 8
/** The whole list is what most people see first, and is never forgotten. */
const NO_FILTER = ''

/** The result of filters, shared by readers who ask at the same time and kept with the columns. */
function filtered(source: Published, columns: FeatureColumns, query: FeaturesQuery): Filtered {
  const known = derive(columns, 'filtered', () => new Map<string, Filtered>())
  const key = activeGroups(query).length === 0 ? NO_FILTER : filterKey(query)
  const found = known.get(key) ?? filter(columns, resolveFilters(source, query), () => known.delete(key))
  known.delete(key)
  known.set(key, found)
  const others = [...known.keys()].filter((own) => own !== NO_FILTER)
  for (const oldest of others.slice(0, -REMEMBERED)) known.delete(oldest)
  return found
}

function filter(columns: FeatureColumns, filters: Promise<ResolvedFilters>, onFailure: () => void): Filtered {
  let failed: Promise<Uint16Array> | undefined
  filters.catch(onFailure)
  return {
    matcher: async () => matcherOf(columns, await filters),
    failed() {
      failed ??= filters.then((own) => failedGroups(columns, own))
      return failed
    },
    isMarked: () => failed !== undefined,
  }
}

const filterKey = (query: FeaturesQuery) =>
  JSON.stringify(Object.values(FILTER_GROUPS).map((group) => group.map((name) => query[name] ?? null)))

async function resolveFilters(source: Published, query: FeaturesQuery): Promise<ResolvedFilters> {
  const { q, firesOn, raises, ...rest } = query
  const { pool } = await database()
  const words = await vocabulary(pool, source.tokenizerHash)
  const having = (list: TokenList, text: string) =>
    featuresWithTokens(pool, source.analysis.id, list, words.find(text))
  return {
    ...rest,
    ...(q ? { q: { text: q, index: numberIn(q), features: await having('shown', q) } } : {}),
    ...(firesOn ? { firesOn: await having('firesOn', firesOn) } : {}),
    ...(raises ? { raises: await having('raises', raises) } : {}),
  }
}

function numberIn(q: string): number | null {
  const digits = /^#?(\d{1,9})$/.exec(q)?.[1]
  return digits === undefined ? null : Number(digits)
}
