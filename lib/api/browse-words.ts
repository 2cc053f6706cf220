/** Filters in words, for chips and empty lists, and what is left when one is dropped. Pure. */
import { activeFilters, type BrowseFilters, type FilterName } from './browse-query'
import { formatSignificant, NARROW_SPACE } from './format'

/** Filters that a reader takes for one: both ends of the density. */
export function filterGroups(filters: BrowseFilters): FilterName[][] {
  const names = activeFilters(filters)
  const isDensity = (name: FilterName) => name === 'minDensity' || name === 'maxDensity'
  const density = names.filter(isDensity)
  const others = names.filter((name) => !isDensity(name)).map((name) => [name])
  return density.length > 0
    ? [...others.slice(0, qFirst(others)), density, ...others.slice(qFirst(others))]
    : others
}

const qFirst = (groups: readonly FilterName[][]) => (groups[0]?.[0] === 'q' ? 1 : 0)

/** "density 0.1 to 10 %", "maximum at least 40". */
export function filterWords(group: readonly FilterName[], filters: BrowseFilters): string {
  switch (group[0]) {
    case 'q':
      return `“${filters.q}”`
    case 'minDensity':
    case 'maxDensity':
      return densityWords(filters.minDensity, filters.maxDensity)
    case 'minMaximum':
      return `maximum at least ${filters.minMaximum}`
    case 'same':
      return filters.same === 'all' ? 'same token in all of the top 20' : 'different tokens in the top 20'
    case 'label':
      if (filters.label === 'none') return 'no label'
      return filters.label === 'person' ? 'label by a person' : 'label by rules'
    case 'minScore':
      return `label score at least ${filters.minScore}`
    case 'raises':
      return `raises “${filters.raises}”`
    case 'active':
      return filters.active === 'dead' ? 'never active' : 'active'
    default:
      return ''
  }
}

function densityWords(low: number | undefined, high: number | undefined): string {
  const percent = (share: number) => formatSignificant(share * 100)
  const trim = (text: string) =>
    text.includes('.') && !text.includes('×') ? text.replace(/\.?0+$/, '') : text
  if (low === undefined) return `density at most ${trim(percent(high ?? 1))}${NARROW_SPACE}%`
  if (high === undefined) return `density at least ${trim(percent(low))}${NARROW_SPACE}%`
  return `density ${trim(percent(low))} to ${trim(percent(high))}${NARROW_SPACE}%`
}

/** The same query without some filters. */
export function without<Q extends BrowseFilters>(query: Q, group: readonly FilterName[]): Q {
  const left = { ...query }
  for (const name of group) delete left[name]
  return left
}

/** A percent as typed ("0.1", "0,1") to a share; null when it is empty or no number in 0…100. */
export function shareFromPercent(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > 100) return null
  return Number((value / 100).toPrecision(12))
}

/** A share as a reader would type it in percent. */
export function percentText(share: number | undefined): string {
  return share === undefined ? '' : String(Number((share * 100).toPrecision(12)))
}
