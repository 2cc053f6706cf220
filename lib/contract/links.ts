/**
 * Addresses of operations that links lead to: files and plain answers. The operations take their paths from here, so that
 * a page with such a link loads no schemas. Pure and client-safe.
 */
import { API_ROOT, type SearchParams, searchString } from './paths'

export const LINKED = {
  quality: '/dictionaries/{dictionary}/quality',
  exportFeatures: '/dictionaries/{dictionary}/export',
  feature: '/dictionaries/{dictionary}/features/{feature}',
  vector: '/dictionaries/{dictionary}/features/{feature}/vector',
  exportList: '/lists/{list}/export',
  exportStudy: '/studies/{study}/export',
  document: '/openapi.json',
} as const

type Names<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never

/** Returns the address of an operation: `path` with its parameters, and a query. */
export function operationUrl<P extends string>(
  path: P,
  params: Readonly<Record<Names<P>, string | number>>,
  query: SearchParams = {},
): string {
  const values: Readonly<Record<string, string | number>> = params
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name]))
  return API_ROOT + filled + searchString(query)
}
