/** What the addresses below need to exist. */
export interface Places {
  /** A learned dictionary at the hook of the neuron basis. */
  readonly dictionary: string
  readonly feature: number
  /** A study that is open, and one that is closed. */
  readonly open: number
  readonly closed: number
  /** A list with an entry. */
  readonly list: string
}

type Address = (places: Places) => string

/**
 * Every route of a server without accounts, with the addresses at which its states are checked. tests/app/pages.test.ts
 * fails when a route of app/ is neither here nor below.
 */
export const PAGES: Readonly<Record<string, Readonly<Record<string, Address>>>> = {
  '/': { home: () => '/' },
  '/browse': { 'browse, any dictionary': () => '/browse' },
  '/compare': { compare: ({ dictionary }) => `/compare?a=${dictionary}&b=one-layer-a.neurons` },
  '/compare/features': {
    'compare features': ({ dictionary, feature }) =>
      `/compare/features?f=${dictionary}:${feature}&f=one-layer-a.neurons:7`,
  },
  '/runs': { runs: () => '/runs' },
  '/api': { api: () => '/api' },
  '/search': {
    'search, nothing asked': () => '/search',
    'search for a token': () => '/search?q=import',
    'search for labels': () => '/search?q=the&tab=labels',
    'search without a result': () => '/search?q=zzzzqqq',
  },
  '/d/[dictionary]': {
    browse: ({ dictionary }) => `/d/${dictionary}`,
    gallery: ({ dictionary }) => `/d/${dictionary}?view=gallery`,
    'browse, nothing left': ({ dictionary }) => `/d/${dictionary}?minDensity=0.9&minScore=0.99`,
  },
  '/d/[dictionary]/[feature]': {
    feature: ({ dictionary, feature }) => `/d/${dictionary}/${feature}`,
    neuron: () => '/d/one-layer-a.neurons/7',
  },
  '/d/[dictionary]/quality': { quality: ({ dictionary }) => `/d/${dictionary}/quality` },
  '/lists': { lists: () => '/lists' },
  '/lists/changes': { 'your changes': () => '/lists/changes' },
  '/lists/[list]': { list: ({ list }) => `/lists/${list}` },
  '/annotate': { annotate: () => '/annotate' },
  '/annotate/new': { 'new study': () => '/annotate/new' },
  '/annotate/practice': { practice: () => '/annotate/practice' },
  '/annotate/[study]': { study: ({ open }) => `/annotate/${open}` },
  '/annotate/results': { results: ({ closed }) => `/annotate/results?study=${closed}` },
}

/** Routes that are only there on a server with accounts; elsewhere they are not found. */
export const WITH_ACCOUNTS: readonly string[] = ['/account', '/invite/[token]', '/people', '/sign-in']
