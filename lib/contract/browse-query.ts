/**
 * The query of a list of features: filters, order, page. The API, the address of the browse page and its form share one
 * shape. Densities and shares are fractions here; pages show percent.
 */

import { z } from 'zod'
import { MOTIF_TAGS, type MotifTag } from '@/lib/domain/motif'
import { SORTABLE, type SortName, STATISTICS, statisticOfSort } from '@/lib/domain/statistics'
import { NAME_LENGTH } from './limits'
import { normaliseTag } from './normalise-tag'
import { type SearchParams, searchString } from './paths'
import { CountParamSchema, limitParam } from './scalars'

/** What orders a list: the index, a statistic by its short name, or chance. */
export type FeatureSort = 'index' | SortName | 'random'
export const FEATURE_SORTS: readonly FeatureSort[] = [
  'index',
  ...SORTABLE.map((name) => STATISTICS[name].short),
  'random',
]

/** Returns the name of a sort on pages. */
export function sortWords(sort: FeatureSort): string {
  if (sort === 'index') return 'number'
  return sort === 'random' ? 'random' : STATISTICS[statisticOfSort(sort)].words
}

/** Returns the first direction of a sort. */
export function defaultOrder(sort: FeatureSort): 'asc' | 'desc' {
  return sort === 'index' || sort === 'random' ? 'asc' : 'desc'
}

const fraction = z.coerce.number<number>().min(0).max(1)

const TAG_LIST = new RegExp(`^(${MOTIF_TAGS.join('|')})(,(${MOTIF_TAGS.join('|')}))*$`)

/** Returns the tags of a query. */
export function tagsOf(query: { readonly tags?: string | undefined }): MotifTag[] {
  const wanted = query.tags?.split(',') ?? []
  return MOTIF_TAGS.filter((tag) => wanted.includes(tag))
}

/** Returns the tags by people of a query, in the form in which they are stored. */
export function personTagsOf(query: { readonly personTags?: string | undefined }): string[] {
  const wanted = (query.personTags ?? '').split(',').map(normaliseTag)
  return [...new Set(wanted.filter((tag) => tag !== ''))]
}

const filterShape = {
  q: z.string().trim().max(200).describe('Words of the label, a token, or #number'),
  minDensity: fraction.describe('Minimum share of tokens on which the feature is active'),
  maxDensity: fraction.describe('Maximum share of tokens on which the feature is active'),
  minMaximum: z.coerce.number<number>().min(0).describe('Lowest maximum activation'),
  maxMaximum: z.coerce.number<number>().min(0).describe('Highest maximum activation'),
  same: z.enum(['all', 'mixed']).describe('all: the top 20 examples have the same token; mixed: they do not'),
  minSame: fraction.describe('Minimum share of the most frequent token in the top 20 examples'),
  label: z.enum(['any', 'person', 'rules', 'llm', 'none']).describe('Author of the label that is shown'),
  minScore: z.coerce.number<number>().min(-1).max(1).describe('Minimum label score'),
  firesOn: z
    .string()
    .max(200)
    .describe('A token among the 64 with the most activation; "·import" has a space'),
  raises: z
    .string()
    .max(200)
    .describe('A token among the 50 that the feature raises most; "·import" has a space'),
  tags: z
    .string()
    .regex(TAG_LIST, `must be of ${MOTIF_TAGS.join(', ')}, with commas between`)
    .describe(`Tags, all of which a feature must have: ${MOTIF_TAGS.join(', ')}; with commas between`),
  annotated: z
    .enum(['yes', 'no'])
    .describe('yes: somebody scored the feature on the rubric, openly or in a closed study'),
  starred: z.enum(['yes', 'no']).describe('yes: somebody starred the feature'),
  starredBy: z.string().trim().max(NAME_LENGTH).describe('A person who starred the feature'),
  personTags: z
    .string()
    .max(400)
    .describe('Tags by people, all of which a feature must have, with commas between'),
  active: z.enum(['active', 'dead']).describe('Only features that fire, or only features that never fire'),
} as const

export const BrowseFiltersSchema = z.object(filterShape).partial()
export type BrowseFilters = z.infer<typeof BrowseFiltersSchema>
export type FilterName = keyof BrowseFilters

/** Filters that count as one for readers, such as both ends of the density, in the order in which pages name them. */
export const FILTER_GROUPS = {
  q: ['q'],
  density: ['minDensity', 'maxDensity'],
  maximum: ['minMaximum', 'maxMaximum'],
  same: ['same', 'minSame'],
  label: ['label'],
  score: ['minScore'],
  firesOn: ['firesOn'],
  raises: ['raises'],
  tags: ['tags'],
  annotated: ['annotated'],
  starred: ['starred', 'starredBy'],
  personTags: ['personTags'],
  active: ['active'],
} as const satisfies Record<string, readonly FilterName[]>
export type FilterGroup = keyof typeof FILTER_GROUPS

/** Returns the group of a filter. */
export function groupOf(filter: FilterName): FilterGroup {
  const groups = Object.entries(FILTER_GROUPS) as [FilterGroup, readonly FilterName[]][]
  const found = groups.find(([, names]) => names.includes(filter))
  if (!found) throw new Error(`the filter "${filter}" is in no group`)
  return found[0]
}

const PAGE_SIZE = 50

export const FeaturesQuerySchema = BrowseFiltersSchema.extend({
  sort: z.enum(FEATURE_SORTS).default('density').describe('Statistic to order by; dead features come last'),
  order: z.enum(['asc', 'desc']).optional().describe('Default: descending, ascending for index and random'),
  seed: CountParamSchema.default(0).describe('Seed of the random order'),
  limit: limitParam(PAGE_SIZE),
  cursor: z.string().max(200).optional().describe('nextCursor of the answer before'),
  from: CountParamSchema.optional().describe(
    'Number of matching features before the page, instead of a cursor',
  ),
  examples: z.coerce
    .number<number>()
    .int()
    .min(0)
    .max(3)
    .default(0)
    .describe('Number of strongest examples of each feature'),
})
export type FeaturesQuery = z.infer<typeof FeaturesQuerySchema>

/** What chooses and orders features, without a page of it: filters, sort, order and seed. */
export const BrowseListSchema = FeaturesQuerySchema.omit({
  limit: true,
  cursor: true,
  from: true,
  examples: true,
})
export type BrowseList = z.infer<typeof BrowseListSchema>

/** The choice of the page besides the query: rows or cards. */
const BROWSE_VIEWS = ['table', 'gallery'] as const

/** The rule of each parameter in the address of a list. */
export const BROWSE_SHAPE = { ...BrowseListSchema.shape, view: z.enum(BROWSE_VIEWS).default('table') }

/** The state that the address of a list holds. */
export interface BrowseState extends BrowseList {
  readonly view: (typeof BROWSE_VIEWS)[number]
}

/** Returns a list without filters that hold nothing: an empty text, and "any label". */
export function plainList<List extends BrowseList>(list: List): List {
  const left = { ...list }
  if (left.label === 'any') delete left.label
  if (left.q === '') delete left.q
  if (left.starredBy === '') delete left.starredBy
  if (personTagsOf(left).length === 0) delete left.personTags
  return left
}

/** Returns the search parameters of a list, without defaults. */
export function browseParams(query: Partial<BrowseState>): SearchParams {
  const { sort, order, seed, view, ...filters } = query
  return {
    ...filters,
    sort: sort === 'density' ? undefined : sort,
    order: order === defaultOrder(sort ?? 'density') ? undefined : order,
    seed: seed === 0 ? undefined : seed,
    view: view === 'table' ? undefined : view,
  }
}

/**
 * Returns a list as the one parameter `list` of a feature's address, so that stepping from feature to feature can follow it;
 * undefined for the default list, all features by density.
 */
export function listParam(list: BrowseList): string | undefined {
  return searchString(browseParams(BrowseListSchema.parse(list))).slice(1) || undefined
}

/** Reads the parameter `list` of a feature's address. What is not valid in it is left out, so that no link leads to an error. */
export function parseListParam(text: string | undefined): BrowseList {
  const given = new URLSearchParams(text ?? '')
  const kept: Record<string, string> = {}
  for (const [name, shape] of Object.entries(BrowseListSchema.shape)) {
    const value = given.get(name)
    if (value && shape.safeParse(value).success) kept[name] = value
  }
  return plainList(BrowseListSchema.parse(kept))
}

/** Returns the groups of filters that are active. */
export function activeGroups(query: BrowseFilters): FilterGroup[] {
  return (Object.keys(FILTER_GROUPS) as FilterGroup[]).filter((group) =>
    FILTER_GROUPS[group].some((name) => query[name] !== undefined),
  )
}
