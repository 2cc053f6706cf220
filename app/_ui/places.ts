import { paths } from '@/lib/contract/paths'

/** The places of the product. The bar, the tabs on a phone and the `g` keys all read this list. */
export interface Place {
  readonly name: string
  readonly key: string
  readonly href: string
  /** Returns true if a path belongs to the place. */
  readonly holds: (path: string) => boolean
  /** True if the place is not among the few tabs of a phone but in the menu beside them. */
  readonly isInMenu?: true
}

const under = (root: string) => (path: string) => path === root || path.startsWith(`${root}/`)

export const PLACES: readonly Place[] = [
  { name: 'Dictionaries', key: 'd', href: paths.home(), holds: (path) => path === paths.home() },
  {
    name: 'Browse',
    key: 'b',
    href: paths.browseAny(),
    holds: (path) => under(paths.browseAny())(path) || under('/d')(path),
  },
  { name: 'Search', key: 's', href: paths.search(), holds: under(paths.search()) },
  { name: 'Compare', key: 'c', href: paths.compare(), holds: under(paths.compare()), isInMenu: true },
  { name: 'Annotate', key: 'a', href: paths.studies(), holds: under(paths.studies()) },
  { name: 'Lists', key: 'l', href: paths.lists(), holds: under(paths.lists()) },
  { name: 'Runs', key: 'r', href: paths.runs(), holds: under(paths.runs()), isInMenu: true },
]

/** Returns the address of a place; Browse, Search and Compare stay with the current dictionary. */
export function hrefFrom(place: Place, path: string): string {
  const dictionary = dictionaryOf(path)
  if (!dictionary) return place.href
  if (place.name === 'Browse') return paths.browse(dictionary)
  if (place.name === 'Search') return paths.search({ dictionary })
  if (place.name === 'Compare') return paths.compare({ a: dictionary })
  return place.href
}

function dictionaryOf(path: string): string | undefined {
  const segment = /^\/d\/([^/]+)/.exec(path)?.[1]
  try {
    return segment && decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
