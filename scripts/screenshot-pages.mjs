/**
 * The pictures of every route, by name. Each has a function that returns the address for this installation, or null
 * if there is nothing to show. A picture named `tip` and the like is taken after a step on the page.
 *
 * @typedef {{ dictionary: string, feature: number, study: number | null, closed: number | null, list: string | null
 * }} Places
 * @typedef {(places: Places) => string | null} Address
 */

/** @type {Readonly<Record<string, Readonly<Record<string, Address>>>>} */
export const PICTURES = {
  '/': { home: () => '/' },
  // this route redirects to a dictionary
  '/browse': {},
  '/compare': { compare: ({ dictionary }) => `/compare?a=${dictionary}&b=one-layer-a.neurons` },
  '/compare/features': {
    'compare-features': ({ dictionary, feature }) =>
      `/compare/features?f=${dictionary}:${feature}&f=${dictionary}:88&f=one-layer-a.neurons:7`,
  },
  '/runs': { runs: () => '/runs' },
  '/api': { api: () => '/api' },
  '/search': {
    search: ({ dictionary }) => `/search?dictionary=${dictionary}&q=import`,
    'search-labels': ({ dictionary }) => `/search?dictionary=${dictionary}&q=after&tab=labels`,
  },
  '/d/[dictionary]': {
    browse: ({ dictionary }) => `/d/${dictionary}?sort=max`,
    gallery: ({ dictionary }) => `/d/${dictionary}?view=gallery&sort=max`,
  },
  '/d/[dictionary]/[feature]': {
    feature: ({ dictionary, feature }) => `/d/${dictionary}/${feature}`,
    neuron: () => '/d/one-layer-a.neurons/7',
  },
  '/d/[dictionary]/quality': { quality: ({ dictionary }) => `/d/${dictionary}/quality` },
  '/lists': { lists: () => '/lists' },
  '/lists/changes': { changes: () => '/lists/changes' },
  '/lists/[list]': { list: ({ list }) => (list === null ? null : `/lists/${list}`) },
  '/annotate': { annotate: () => '/annotate' },
  '/annotate/new': { 'new-study': () => '/annotate/new' },
  '/annotate/practice': { practice: () => '/annotate/practice' },
  '/annotate/[study]': { study: ({ study }) => (study === null ? null : `/annotate/${study}`) },
  '/annotate/results': {
    results: ({ closed }) => (closed === null ? null : `/annotate/results?study=${closed}`),
  },
}
