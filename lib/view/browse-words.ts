/** Writes filters in words, for chips and empty lists, and drops some of them. Pure. */
import {
  type BrowseFilters,
  FILTER_GROUPS,
  type FilterGroup,
  personTagsOf,
  tagsOf,
} from '@/lib/contract/browse-query'
import { formatSignificant, NARROW_SPACE } from './format'

const LABELS = {
  any: 'any label',
  none: 'no label',
  person: 'label by a person',
  rules: 'label by rules',
  llm: 'label by a language model',
} as const

/** Returns a group of filters in words: "density 0.1 to 10 %", "maximum at least 40". */
export function filterWords(group: FilterGroup, filters: BrowseFilters): string {
  switch (group) {
    case 'q':
      return `“${filters.q}”`
    case 'density':
      return `density ${rangeWords(percentOf(filters.minDensity), percentOf(filters.maxDensity))}${NARROW_SPACE}%`
    case 'maximum':
      return `maximum ${rangeWords(filters.minMaximum, filters.maxMaximum)}`
    case 'same':
      return sameWords(filters)
    case 'label':
      return LABELS[filters.label ?? 'any']
    case 'score':
      return `label score at least ${filters.minScore}`
    case 'firesOn':
      return `fires on “${filters.firesOn}”`
    case 'raises':
      return `raises “${filters.raises}”`
    case 'tags':
      return tagsOf(filters).join(', ')
    case 'annotated':
      return filters.annotated === 'yes' ? 'annotated' : 'not annotated'
    case 'starred':
      return starredWords(filters)
    case 'personTags':
      return personTagsOf(filters)
        .map((tag) => `#${tag}`)
        .join(', ')
    case 'active':
      return filters.active === 'dead' ? 'never active' : 'active'
    default:
      return group satisfies never
  }
}

function starredWords({ starred, starredBy }: BrowseFilters): string {
  const words = starred === undefined ? [] : [starred === 'yes' ? 'starred' : 'not starred']
  return [...words, ...(starredBy === undefined ? [] : [`starred by ${starredBy}`])].join(', ')
}

function sameWords({ same, minSame }: BrowseFilters): string {
  if (same === 'all') return 'same token in all of the top 20'
  const least =
    minSame === undefined ? [] : [`same token in at least ${trimmed(minSame * 100)}${NARROW_SPACE}%`]
  return [...(same === 'mixed' ? ['different tokens in the top 20'] : []), ...least].join(', ')
}

function rangeWords(low: number | undefined, high: number | undefined): string {
  if (low === undefined) return `at most ${trimmed(high ?? 0)}`
  if (high === undefined) return `at least ${trimmed(low)}`
  return `${trimmed(low)} to ${trimmed(high)}`
}

const percentOf = (share: number | undefined) => (share === undefined ? undefined : share * 100)

function trimmed(value: number): string {
  const text = formatSignificant(value)
  return text.includes('.') && !text.includes('×') ? text.replace(/\.?0+$/, '') : text
}

/** Returns a query without some groups of its filters. */
export function without<Q extends BrowseFilters>(query: Q, groups: readonly FilterGroup[]): Q {
  const left = { ...query }
  for (const group of groups) for (const name of FILTER_GROUPS[group]) delete left[name]
  return left
}

/** Returns the share for a percent as typed ("0.1", "0,1"), or null if the text is not a number from 0 to 100. */
export function shareFromPercent(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > 100) return null
  return Number((value / 100).toPrecision(12))
}

/** Returns a share as a reader would type it in percent; empty for undefined. */
export function percentText(share: number | undefined): string {
  return share === undefined ? '' : String(Number((share * 100).toPrecision(12)))
}
