/** Which features a list keeps: one pass over the columns a filter. Pure. */
import {
  type BrowseFilters,
  FILTER_GROUPS,
  type FilterGroup,
  personTagsOf,
  tagsOf,
} from '@/lib/contract/browse-query'
import { tagBits } from '@/lib/domain/motif'
import { featuresLabelled, isCommon, isLabelled, labelTexts } from './label-search'
import { type FeatureColumns, LABEL_KINDS } from './load'
import { placeAfter, sequenceOf } from './order'

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
  for (const [group, { mark }] of tests(columns, filters)) mark(failed, GROUP_BITS[group])
  return failed
}

/** Whether single features match; `only` has all that may, when a filter names them one by one. */
export interface Matcher {
  readonly matches: (index: number) => boolean
  readonly only: Features | null
}

/** For looking at few features: `failedGroups` is quicker for many. */
export function matcherOf(columns: FeatureColumns, filters: ResolvedFilters): Matcher {
  const all = tests(columns, filters).map(([, test]) => test)
  const lists = all.flatMap(({ only }) => (only ? [only] : []))
  return {
    matches: (index) => all.every(({ passes }) => passes(index)),
    only: lists.sort((a, b) => a.length - b.length)[0] ?? null,
  }
}

/**
 * What a filter asks, of one feature and of all: `mark` sets a bit of every feature that does not pass. Each kind of
 * test has a loop of its own, without a branch: calling `passes` for every feature takes several times as long, and so
 * does a branch that goes either way by chance.
 */
interface Test {
  readonly passes: (index: number) => boolean
  readonly mark: (failed: Uint16Array, bit: number) => void
  /** The features that pass, when they are few. */
  readonly only?: Features | undefined
}
type Features = readonly number[] | Int32Array
type Numbers = Float64Array | Uint16Array | Uint8Array

/** `bit` when the feature does not pass, else 0. */
const unless = (passes: boolean, bit: number) => bit & -Number(!passes)

/** Unknown values, NaN, pass none of these. */
const least = (values: Numbers, value: number): Test => ({
  passes: (index) => values[index] >= value,
  mark(failed, bit) {
    for (let index = 0; index < failed.length; index++) failed[index] |= unless(values[index] >= value, bit)
  },
})
const most = (values: Numbers, value: number): Test => ({
  passes: (index) => values[index] <= value,
  mark(failed, bit) {
    for (let index = 0; index < failed.length; index++) failed[index] |= unless(values[index] <= value, bit)
  },
})
const below = (values: Numbers, value: number): Test => ({
  passes: (index) => values[index] < value,
  mark(failed, bit) {
    for (let index = 0; index < failed.length; index++) failed[index] |= unless(values[index] < value, bit)
  },
})
const equal = (values: Numbers, value: number): Test => ({
  passes: (index) => values[index] === value,
  mark(failed, bit) {
    for (let index = 0; index < failed.length; index++) failed[index] |= unless(values[index] === value, bit)
  },
})
const holding = (sets: Float64Array, wanted: number): Test => ({
  passes: (index) => (sets[index] & wanted) === wanted,
  mark(failed, bit) {
    for (let index = 0; index < failed.length; index++)
      failed[index] |= unless((sets[index] & wanted) === wanted, bit)
  },
})
const among = (columns: FeatureColumns, features: readonly number[] | undefined): Test => ({
  ...equal(members(columns.size, features ?? []), 1),
  only: features ?? [],
})

function tests(columns: FeatureColumns, filters: ResolvedFilters): (readonly [FilterGroup, Test])[] {
  const { count, density, max, same, score, labelKind, tags } = columns.numbers
  const { label, annotated, starred, starredBy, active, firesOn, raises, q } = filters
  const found: (readonly [FilterGroup, Test])[] = []
  const add = <T>(group: FilterGroup, value: T | undefined, test: (value: T) => Test) => {
    if (value !== undefined) found.push([group, test(value)])
  }
  add('density', filters.minDensity, (value) => above(columns, 'density', value))
  add('density', filters.maxDensity, (value) => most(density, value))
  add('maximum', filters.minMaximum, (value) => above(columns, 'max', value))
  add('maximum', filters.maxMaximum, (value) => most(max, value))
  add('same', filters.minSame, (value) => least(same, value))
  add('score', filters.minScore, (value) => least(score, value))
  if (filters.same === 'all') found.push(['same', least(same, 1)])
  if (filters.same === 'mixed') found.push(['same', below(same, 1)])
  if (label && label !== 'any') found.push(['label', equal(labelKind, LABEL_KINDS.indexOf(label))])
  add('annotated', annotated, (value) => equal(columns.annotated, value === 'yes' ? 1 : 0))
  add('starred', starred, (value) => (value === 'yes' ? least : below)(columns.stars, 1))
  add('starred', starredBy, (person) => among(columns, columns.starredBy.get(person)))
  for (const tag of personTagsOf(filters))
    found.push(['personTags', among(columns, columns.personTags.get(tag))])
  add('active', active, (value) => (value === 'active' ? least : below)(count, 1))
  const wanted = tagBits(tagsOf(filters))
  if (wanted > 0) found.push(['tags', holding(tags, wanted)])
  add('firesOn', firesOn, (features) => among(columns, features))
  add('raises', raises, (features) => among(columns, features))
  add('q', q, (text) => withText(columns, text))
  return found
}

/** Part of the features up to which those above a value count as few. */
const FEW = 1 / 16

/** Features with a statistic above 0 fire, and stand at the front of its order. */
function above(columns: FeatureColumns, sort: 'density' | 'max', value: number): Test {
  return {
    ...least(columns.numbers[sort], value),
    get only() {
      if (!(value > 0)) return undefined
      const sequence = sequenceOf(columns, { sort, order: 'desc', seed: 0 })
      const end = placeAfter(sequence, { value, index: columns.size })
      return end < columns.size * FEW ? sequence.features.subarray(0, end) : undefined
    },
  }
}

/** 1 for each feature that is one of these. */
export function members(size: number, features: readonly number[]): Uint8Array {
  const member = new Uint8Array(size)
  for (const index of features) member[index] = 1
  return member
}

/** "#17" is the feature alone; other texts are part of the label, one of the tokens in its place, or the number. */
function withText(
  columns: FeatureColumns,
  { text, index, features }: NonNullable<ResolvedFilters['q']>,
): Test {
  const numbered = index !== null && index < columns.size ? [index] : []
  if (/^#\d+$/.test(text)) return among(columns, numbered)
  const labels = labelTexts(columns)
  const wanted = text.toLowerCase()
  const all = () => among(columns, [...numbered, ...features, ...featuresLabelled(labels, [wanted])])
  if (!isCommon(labels, wanted)) return all()
  const named = members(columns.size, [...numbered, ...features])
  return {
    passes: (at) => named[at] === 1 || isLabelled(labels, at, wanted),
    mark: (failed, bit) => all().mark(failed, bit),
  }
}
