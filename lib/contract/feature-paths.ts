import { searchString } from './paths'

const API = '/api/v1'
const segment = encodeURIComponent

/** Addresses around one feature and of search. */
export const featurePaths = {
  random: (dictionary: string) => `/d/${segment(dictionary)}/random`,
  examples: (dictionary: string, index: number, group: string) =>
    `${API}/dictionaries/${segment(dictionary)}/features/${index}/examples${searchString({ group })}`,
  /** Stored firings of a bin; the last bin has no upper end. */
  examplesBetween: (dictionary: string, index: number, from: number, to?: number) =>
    `${API}/dictionaries/${segment(dictionary)}/features/${index}/examples${searchString({ from, to })}`,
  effects: (dictionary: string, index: number, sequence: number) =>
    `${API}/dictionaries/${segment(dictionary)}/features/${index}/effects${searchString({ sequence })}`,
  similar: (dictionary: string, index: number) =>
    `${API}/dictionaries/${segment(dictionary)}/features/${index}/similar`,
  vector: (dictionary: string, index: number, format?: 'safetensors') =>
    `${API}/dictionaries/${segment(dictionary)}/features/${index}/vector${searchString({ format })}`,
  labels: () => `${API}/labels`,
  label: (id: number) => `${API}/labels/${id}`,
  annotations: () => `${API}/annotations`,
  inspect: () => `${API}/inspect`,
  searchTokens: () => `${API}/search/tokens`,
  searchLabels: () => `${API}/search/labels`,
  suggest: () => `${API}/search/suggest`,
} as const
