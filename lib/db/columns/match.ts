/** Which features a list keeps: one pass over the columns a filter. Pure. */
import {
  type BrowseFilters,
  FILTER_GROUPS,
  type FilterGroup,
  personTagsOf,
  tagsOf,
} from '@/lib/api/browse-query'
import { type MotifTag, tagNumbers } from '@/lib/domain/motif'
import { featuresLabelled, labelTexts } from './label-search'
import { type FeatureColumns, LABEL_KINDS } from './load'

/** Filters with their token texts already looked up: lists of features instead. */
export interface ResolvedFilters extends Omit<BrowseFilters, 'q' | 'firesOn' | 'raises'> {
  readonly q?: { readonly text: string; readonly index: number | null; readonly features: readonly number[] }
  readonly firesOn?: readonly number[]
  readonly raises?: readonly number[]
}

/** The bit of a group in what `failedGroups` answers. */
export const GROUP_BITS = Object.fromEntries(
  Object.keys(FILTER_GROUPS).map((group, at) => [group, 1 << at]),
) as Record<FilterGroup, number>

/** By feature, the groups of filters it fails, as bits; 0 for a feature that matches. */
export function failedGroups(columns: FeatureColumns, filters: ResolvedFilters): Uint16Array {
  const failed = new Uint16Array(columns.size)
  for (const [group, passes] of tests(columns, filters)) {
    const bit = GROUP_BITS[group]
    for (let index = 0; index < failed.length; index++) if (!passes(index)) failed[index] |= bit
  }
  return failed
}

type Test = readonly [FilterGroup, (index: number) => boolean]

/** Stored single precision is compared with single precision, so that a figure typed as it is shown matches. */
function tests(columns: FeatureColumns, filters: ResolvedFilters): Test[] {
  const { count, density, max, same, score, labelKind, tags } = columns.numbers
  const { minDensity, maxDensity, minMaximum, maxMaximum, minSame, minScore, q, firesOn, raises } = filters
  const found: Test[] = []
  const least = (group: FilterGroup, values: Float64Array, value: number | undefined) => {
    if (value !== undefined) found.push([group, (index) => values[index] >= value])
  }
  const most = (group: FilterGroup, values: Float64Array, value: number | undefined) => {
    if (value !== undefined) found.push([group, (index) => values[index] <= value])
  }
  least('density', density, minDensity)
  most('density', density, maxDensity)
  least('maximum', max, single(minMaximum))
  most('maximum', max, single(maxMaximum))
  least('same', same, single(minSame))
  least('score', score, single(minScore))
  if (filters.same === 'all') found.push(['same', (index) => same[index] >= 1])
  if (filters.same === 'mixed') found.push(['same', (index) => same[index] < 1])
  const { label, annotated, active } = filters
  if (label && label !== 'any') {
    const kind = LABEL_KINDS.indexOf(label)
    found.push(['label', (index) => labelKind[index] === kind])
  }
  if (annotated)
    found.push(['annotated', (index) => (columns.annotated[index] === 1) === (annotated === 'yes')])
  const { starred, starredBy } = filters
  if (starred) found.push(['starred', (index) => columns.stars[index] > 0 === (starred === 'yes')])
  if (starredBy) found.push(['starred', memberOf(columns.size, columns.starredBy.get(starredBy) ?? [])])
  for (const tag of personTagsOf(filters))
    found.push(['personTags', memberOf(columns.size, columns.personTags.get(tag) ?? [])])
  if (active) found.push(['active', (index) => count[index] > 0 === (active === 'active')])
  const wanted = tagBits(tagsOf(filters))
  if (wanted > 0) found.push(['tags', (index) => (tags[index] & wanted) === wanted])
  if (firesOn) found.push(['firesOn', memberOf(columns.size, firesOn)])
  if (raises) found.push(['raises', memberOf(columns.size, raises)])
  if (q) found.push(['q', matchesText(columns, q)])
  return found
}

/** Tags as the bits of the column. */
export function tagBits(tags: readonly MotifTag[]): number {
  return tagNumbers(tags).reduce((bits, number) => bits | (1 << number), 0)
}

const single = (value: number | undefined) => (value === undefined ? undefined : Math.fround(value))

/** Whether a feature is one of these. */
export function memberOf(size: number, features: readonly number[]): (index: number) => boolean {
  const member = new Uint8Array(size)
  for (const index of features) member[index] = 1
  return (index) => member[index] === 1
}

/** "#17" is the feature alone; other texts are part of the label, one of the tokens in its place, or the number. */
function matchesText(columns: FeatureColumns, q: NonNullable<ResolvedFilters['q']>) {
  if (/^#\d+$/.test(q.text)) return (index: number) => index === q.index
  const hasToken = memberOf(columns.size, q.features)
  const isLabelled = memberOf(columns.size, featuresLabelled(labelTexts(columns), [q.text.toLowerCase()]))
  return (index: number) => index === q.index || hasToken(index) || isLabelled(index)
}
