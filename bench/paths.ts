/** The paths that the readers of the page benchmark request. */
import { FEATURE_SORTS } from '@/lib/contract/browse-query'
import { Random } from './synthetic/random'

/** Filters with varying values, so that cached answers help only as far as people repeat their requests. */
const FILTERS: readonly ((random: Random) => string)[] = [
  (random) => `minDensity=${(10 ** (-4 + 2 * random.next())).toPrecision(3)}`,
  (random) => `maxDensity=${(10 ** (-4 + 2 * random.next())).toPrecision(3)}`,
  (random) => `minMaximum=${(4 + 20 * random.next()).toFixed(2)}`,
  (random) => `same=${random.next() < 0.5 ? 'all' : 'mixed'}`,
  (random) => `label=${['person', 'rules', 'none'][random.below(3)]}`,
  (random) => `minScore=${(0.6 + 0.39 * random.next()).toFixed(3)}`,
  (random) => `raises=${encodeURIComponent(word(random))}`,
  (random) => `active=${random.next() < 0.5 ? 'active' : 'dead'}`,
  (random) => `q=${encodeURIComponent(`feature ${random.below(100_000)}`)}`,
  (random) => `q=${encodeURIComponent(word(random))}`,
  (random) => `q=kind+${'ABCDEFGH'[random.below(8)]}`,
  (random) => `minDensity=0.05&minScore=${(0.9 + 0.09 * random.next()).toFixed(3)}&label=rules&active=active`,
]

const SYLLABLES = ['ka', 'lo', 'mi', 'ren', 'tu', 'sol', 'vek', 'ar', 'pi', 'don', 'es', 'qui']

function word(random: Random): string {
  return SYLLABLES[random.below(SYLLABLES.length)] + SYLLABLES[random.below(SYLLABLES.length)]
}

export interface PathOptions {
  readonly dictionary: string
  readonly features: number
  /** Number of paths of each kind. */
  readonly count: number
  /** Cursors of later pages, as `sort=…&cursor=…`. */
  readonly cursors: readonly string[]
  readonly seed: number
}

/** Returns paths by kind; kinds are called `api …` and `page …`. */
export function readerPaths({
  dictionary,
  features,
  count,
  cursors,
  seed,
}: PathOptions): Record<string, string[]> {
  const random = new Random(seed)
  const api = `/api/v1/dictionaries/${dictionary}/features`
  const of = (make: (at: number) => string) => Array.from({ length: count }, (_, at) => make(at))
  const sort = () =>
    `sort=${FEATURE_SORTS[random.below(FEATURE_SORTS.length)]}&order=${random.next() < 0.5 ? 'asc' : 'desc'}`
  const filter = (at: number) => FILTERS[at % FILTERS.length](random)
  return {
    'api sorts': of(
      (at) =>
        `${api}?sort=${FEATURE_SORTS[at % FEATURE_SORTS.length]}&order=${at % 24 < 12 ? 'asc' : 'desc'}`,
    ),
    'api later pages': of((at) => `${api}?${cursors[at % cursors.length]}`),
    'api filters': of((at) => `${api}?${filter(at)}&${sort()}`),
    'api feature': of(() => `${api}/${random.below(features)}`),
    'api examples': of(() => `${api}/${random.below(features)}/examples?group=top`),
    'api token search': of(
      (at) =>
        `/api/v1/search/tokens?dictionary=${dictionary}&token=${encodeURIComponent(word(random))}&by=${['activation', 'promotes', 'suppresses'][at % 3]}`,
    ),
    'api label search': of(
      (at) =>
        `/api/v1/search/labels?dictionary=${dictionary}&q=${at % 2 ? `feature+${random.below(features)}` : `kind+${'abc'[at % 3]}`}`,
    ),
    'page home': of(() => '/'),
    'page browse': of((at) => `/d/${dictionary}?${at % 2 ? filter(at >> 1) : sort()}`),
    'page gallery': of(() => `/d/${dictionary}?view=gallery&${sort()}`),
    'page feature': of(() => `/d/${dictionary}/${random.below(features)}`),
    'page search': of(() => `/search?dictionary=${dictionary}&q=${encodeURIComponent(word(random))}`),
    'page quality': of(() => `/d/${dictionary}/quality`),
  }
}
