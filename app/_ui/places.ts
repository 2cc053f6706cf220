/** The places of the product: the bar, the phone's tabs and the `g` keys all read this one list. */
export interface Place {
  readonly name: string
  readonly key: string
  readonly href: string
  /** Whether a path belongs to the place. */
  readonly holds: (path: string) => boolean
  /** Not among the few tabs of a phone; other pages lead there. */
  readonly wideOnly?: true
}

const under = (root: string) => (path: string) => path === root || path.startsWith(`${root}/`)

export const PLACES: readonly Place[] = [
  { name: 'Dictionaries', key: 'd', href: '/', holds: (path) => path === '/' },
  { name: 'Browse', key: 'b', href: '/browse', holds: (path) => under('/browse')(path) || under('/d')(path) },
  { name: 'Search', key: 's', href: '/search', holds: under('/search') },
  { name: 'Compare', key: 'c', href: '/compare', holds: under('/compare') },
  { name: 'Annotate', key: 'a', href: '/annotate', holds: under('/annotate') },
  { name: 'Lists', key: 'l', href: '/lists', holds: under('/lists'), wideOnly: true },
  { name: 'Runs', key: 'r', href: '/runs', holds: under('/runs') },
]

/** Where a place leads from here: Browse stays with the dictionary one is in. */
export function hrefFrom(place: Place, path: string): string {
  const dictionary = /^\/d\/([^/]+)/.exec(path)?.[1]
  if (!dictionary) return place.href
  if (place.name === 'Browse') return `/d/${dictionary}`
  if (place.name === 'Search') return `/search?dictionary=${dictionary}`
  if (place.name === 'Compare') return `/compare?a=${dictionary}`
  return place.href
}
