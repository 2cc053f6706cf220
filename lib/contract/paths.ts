/** Builds the address of every page; links.ts has the addresses of the API. Pure and client-safe. */

export type SearchParams = Readonly<Record<string, string | number | undefined>>

/** Returns `?a=1&b=2` without undefined and empty values; empty if nothing is left. */
export function searchString(params: SearchParams): string {
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined && value !== '')
  if (pairs.length === 0) return ''
  return `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`
}

const segment = encodeURIComponent

export const paths = {
  home: () => '/',
  /** The list of the dictionary that was opened last, or of any. */
  browseAny: () => '/browse',
  browse: (dictionary: string, params: SearchParams = {}) =>
    `/d/${segment(dictionary)}${searchString(params)}`,
  feature: (dictionary: string, index: number, params: SearchParams = {}) =>
    `/d/${segment(dictionary)}/${index}${searchString(params)}`,
  quality: (dictionary: string) => `/d/${segment(dictionary)}/quality`,
  search: (params: SearchParams = {}) => `/search${searchString(params)}`,
  compare: (params: SearchParams = {}) => `/compare${searchString(params)}`,
  /** Two to four features side by side, of one dictionary or of several. */
  compareFeatures: (features: readonly { readonly dictionary: string; readonly feature: number }[]) =>
    `/compare/features?${new URLSearchParams(
      features.map(({ dictionary, feature }) => ['f', `${dictionary}:${feature}`]),
    ).toString()}`,
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
  signIn: () => '/sign-in',
  invite: (token: string) => `/invite/${token}`,
  /** The interactive reference of the API. */
  api: () => '/api',
} as const

/** The path of the API. */
export const API_ROOT = '/api/v1'
