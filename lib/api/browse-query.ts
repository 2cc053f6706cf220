/**
 * What a list of features is asked for: filters, order, page. One shape for the API, the browse page's
 * address and its form. Densities and shares are fractions here; pages show percent.
 */
import { z } from 'zod'
import type { SearchParams } from './paths'

export const FEATURE_SORTS = [
  'index',
  'density',
  'max',
  'mean',
  'same',
  'tokens',
  'loss',
  'score',
  'bias',
  'encoderNorm',
  'cosine',
  'random',
] as const
export type FeatureSort = (typeof FEATURE_SORTS)[number]

export const SORT_NAMES: Record<FeatureSort, string> = {
  index: 'number',
  density: 'density',
  max: 'maximum',
  mean: 'mean when active',
  same: 'same token in top 20',
  tokens: 'distinct tokens',
  loss: 'loss effect',
  score: 'label score',
  bias: 'encoder bias',
  encoderNorm: 'encoder norm',
  cosine: 'encoder · decoder cosine',
  random: 'random',
}

/** The direction a sort starts in. */
export function defaultOrder(sort: FeatureSort): 'asc' | 'desc' {
  return sort === 'index' || sort === 'random' ? 'asc' : 'desc'
}

const fraction = z.coerce.number().min(0).max(1)

const filterShape = {
  q: z.string().trim().max(200).describe('Words of the label, a token, or #number'),
  minDensity: fraction.describe('Least share of tokens the feature fires on'),
  maxDensity: fraction.describe('Greatest share of tokens the feature fires on'),
  minMaximum: z.coerce.number().min(0).describe('Least maximal activation'),
  same: z.enum(['all', 'mixed']).describe('Whether the top 20 examples all have the same token'),
  label: z.enum(['any', 'person', 'rules', 'none']).describe('Author of the label shown'),
  minScore: z.coerce.number().min(-1).max(1).describe('Least label score'),
  raises: z.string().max(200).describe('A token among those the feature raises most; "·import" has a space'),
  active: z.enum(['active', 'dead']).describe('Only features that fire, or only features that never do'),
} as const

export const browseFiltersSchema = z.object(filterShape).partial()
export type BrowseFilters = z.infer<typeof browseFiltersSchema>
export type FilterName = keyof BrowseFilters

export const PAGE_SIZE = 50

export const featuresQuerySchema = browseFiltersSchema.extend({
  sort: z.enum(FEATURE_SORTS).default('density').describe('Statistic to order by; dead features come last'),
  order: z.enum(['asc', 'desc']).optional().describe('Default: descending, ascending for index and random'),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).default(0).describe('Of the random order'),
  limit: z.coerce.number().int().min(1).max(200).default(PAGE_SIZE),
  cursor: z.string().max(200).optional().describe('nextCursor of the answer before'),
})
export type FeaturesQuery = z.infer<typeof featuresQuerySchema>

/** Reads a page's address leniently: what does not parse is dropped, so that no link leads to an error. */
export function parseBrowse(params: Readonly<Record<string, string | string[] | undefined>>): FeaturesQuery {
  const kept: Record<string, string> = {}
  for (const [name, shape] of Object.entries(featuresQuerySchema.shape)) {
    const given = params[name]
    const value = Array.isArray(given) ? given[0] : given
    if (value !== undefined && value !== '' && shape.safeParse(value).success) kept[name] = value
  }
  const { limit: _, cursor: __, ...query } = featuresQuerySchema.parse(kept)
  if (query.label === 'any') delete query.label
  if (query.q === '') delete query.q
  return { ...query, limit: PAGE_SIZE }
}

/** The search parameters of a query, defaults left out. */
export function browseParams(query: Partial<FeaturesQuery>): SearchParams {
  const { limit, cursor, sort, order, seed, ...filters } = query
  return {
    ...filters,
    sort: sort === 'density' ? undefined : sort,
    order: order === defaultOrder(sort ?? 'density') ? undefined : order,
    seed: seed === 0 ? undefined : seed,
    limit: limit === PAGE_SIZE ? undefined : limit,
    cursor,
  }
}

/** Filters in force, in the order in which pages name them. */
export function activeFilters(query: BrowseFilters): FilterName[] {
  return (Object.keys(filterShape) as FilterName[]).filter((name) => query[name] !== undefined)
}
