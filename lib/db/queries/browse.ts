import { activeGroups, defaultOrder, type FeaturesQuery, FILTER_GROUPS } from '@/lib/api/browse-query'
import type { FeatureCounts } from '@/lib/api/feature-counts'
import type { FeatureRow } from '@/lib/api/schemas'
import { SemascopeError } from '@/lib/errors'
import { countsOf } from '../columns/counts'
import { derive, type FeatureColumns, featureColumns } from '../columns/load'
import { failedGroups, type ResolvedFilters } from '../columns/match'
import { cursorAt, placeAfter, readCursor, sequenceOf, writeCursor } from '../columns/order'
import { featuresWithTokens, type TokenList } from '../columns/token-lists'
import { database } from '../database'
import type { DictionaryRow, PublishedAnalysis } from './dictionaries'
import { featureRows } from './feature-rows'
import { vocabulary } from './vocabulary'

/** What a feature list is about: a dictionary whose analysis was read once for the whole request. */
export interface BrowseSource {
  readonly dictionary: DictionaryRow
  readonly analysis: PublishedAnalysis
}

export interface FeaturePage {
  readonly items: FeatureRow[]
  readonly nextCursor: string | null
}

/** One page of features. Throws `invalid_input` for a cursor that is not ours. */
export async function listFeatures(source: BrowseSource, query: FeaturesQuery): Promise<FeaturePage> {
  const page = await pageOf(source, query)
  const words = await vocabulary(source.dictionary.tokenizerHash)
  const rows = await featureRows(source, page.indices, words, query.examples)
  const columns = await featureColumns(source)
  return { items: rows.map((row) => withMarks(row, columns)), nextCursor: page.nextCursor }
}

/** A row with what people left on its feature, if anything. */
function withMarks(row: FeatureRow, columns: FeatureColumns): FeatureRow {
  const stars = columns.stars[row.index]
  const tags = tagsByFeature(columns).get(row.index)
  return { ...row, ...(stars > 0 ? { stars } : {}), ...(tags ? { personTags: tags } : {}) }
}

function tagsByFeature(columns: FeatureColumns): Map<number, string[]> {
  return derive(columns, 'person tags', () => {
    const tags = new Map<number, string[]>()
    for (const [tag, features] of columns.personTags)
      for (const index of features) tags.set(index, [...(tags.get(index) ?? []), tag])
    return tags
  })
}

/** The numbers of the features of a page: filtered and ordered in memory, no table is read. */
export async function pageOf(
  source: BrowseSource,
  query: FeaturesQuery,
): Promise<{ indices: number[]; nextCursor: string | null }> {
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor)
  if (query.cursor !== undefined && !cursor)
    throw new SemascopeError('invalid_input', 'the cursor is not one that this list gave')
  const columns = await featureColumns(source)
  const failed = await failedBy(source, columns, query)
  const order = query.order ?? defaultOrder(query.sort)
  const sequence = sequenceOf(columns, { sort: query.sort, order, seed: query.seed })
  const { features } = sequence
  let before = cursor ? 0 : (query.from ?? 0)
  const indices: number[] = []
  let last = -1
  for (let place = cursor ? placeAfter(sequence, cursor) : 0; place < features.length; place++) {
    const index = features[place]
    if (failed[index] !== 0) continue
    if (before > 0) before--
    else if (indices.length < query.limit) {
      indices.push(index)
      last = place
    } else return { indices, nextCursor: writeCursor(cursorAt(sequence, last)) }
  }
  return { indices, nextCursor: null }
}

/** How many features match, and how many each choice of the filters would leave. */
export async function countFeatures(source: BrowseSource, query: FeaturesQuery): Promise<FeatureCounts> {
  const columns = await featureColumns(source)
  return countsOf(columns, query, await failedBy(source, columns, query))
}

/** Lists of which the filters are remembered, so that further pages need not filter again. */
const REMEMBERED = 8

async function failedBy(
  source: BrowseSource,
  columns: FeatureColumns,
  query: FeaturesQuery,
): Promise<Uint16Array> {
  const key = JSON.stringify(
    Object.values(FILTER_GROUPS).map((group) => group.map((name) => query[name] ?? null)),
  )
  // the whole list is what most people see first, and is never forgotten
  if (activeGroups(query).length === 0)
    return derive(columns, 'none failed', () => new Uint16Array(columns.size))
  const known = derive(columns, 'failed', () => new Map<string, Uint16Array>())
  const failed = known.get(key) ?? failedGroups(columns, await resolveFilters(source, query))
  known.delete(key)
  known.set(key, failed)
  for (const old of known.keys()) if (known.size > REMEMBERED) known.delete(old)
  return failed
}

async function resolveFilters(source: BrowseSource, query: FeaturesQuery): Promise<ResolvedFilters> {
  const { q, firesOn, raises, ...rest } = query
  const { pool } = await database()
  const words = await vocabulary(source.dictionary.tokenizerHash)
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
