/** Every address of the product, built in one place. Pure and client-safe. */

export type SearchParams = Readonly<Record<string, string | number | undefined>>

/** `?a=1&b=2`, undefined and empty values left out; empty when nothing is left. */
export function searchString(params: SearchParams): string {
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined && value !== '')
  if (pairs.length === 0) return ''
  return `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`
}

const segment = encodeURIComponent

export const paths = {
  home: () => '/',
  browse: (dictionary: string, params: SearchParams = {}) =>
    `/d/${segment(dictionary)}${searchString(params)}`,
  feature: (dictionary: string, index: number) => `/d/${segment(dictionary)}/${index}`,
  quality: (dictionary: string) => `/d/${segment(dictionary)}/quality`,
  search: (params: SearchParams = {}) => `/search${searchString(params)}`,
  compare: (params: SearchParams = {}) => `/compare${searchString(params)}`,
  runs: () => '/runs',
  run: (id: number) => `/runs#run-${id}`,
  randomFeature: (dictionary: string) => `/d/${segment(dictionary)}/random`,
  lists: () => '/lists',
  list: (slug: string) => `/lists/${segment(slug)}`,
  changes: () => '/lists/changes',
  studies: () => '/annotate',
  newStudy: () => '/annotate/new',
  practice: () => '/annotate/practice',
  study: (study: number) => `/annotate/${study}`,
  results: (study?: number) => `/annotate/results${searchString({ study })}`,
  people: () => '/people',
  account: () => '/account',
  invite: (token: string) => `/invite/${token}`,
} as const

/** Where the API stands. */
export const API_ROOT = '/api/v1'
const API = API_ROOT

export const apiPaths = {
  health: () => `${API}/health`,
  dictionaries: () => `${API}/dictionaries`,
  dictionary: (dictionary: string) => `${API}/dictionaries/${segment(dictionary)}`,
  quality: (dictionary: string) => `${API}/dictionaries/${segment(dictionary)}/quality`,
  features: (dictionary: string, params: SearchParams = {}) =>
    `${API}/dictionaries/${segment(dictionary)}/features${searchString(params)}`,
  featureCounts: (dictionary: string, params: SearchParams = {}) =>
    `${API}/dictionaries/${segment(dictionary)}/features/counts${searchString(params)}`,
  export: (dictionary: string, params: SearchParams) =>
    `${API}/dictionaries/${segment(dictionary)}/export${searchString(params)}`,
  feature: (dictionary: string, index: number) =>
    `${API}/dictionaries/${segment(dictionary)}/features/${index}`,
  runs: () => `${API}/runs`,
  runAction: (id: number, action: 'cancel' | 'retry') => `${API}/runs/${id}/${action}`,
} as const
