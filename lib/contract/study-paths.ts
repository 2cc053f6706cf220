/** Addresses of studies. Pure and client-safe. */
import { searchString } from './paths'

const API = '/api/v1/studies'

export const studyPaths = {
  studies: () => '/annotate',
  new: () => '/annotate/new',
  practice: () => '/annotate/practice',
  queue: (study: number) => `/annotate/${study}`,
  results: (study?: number) => `/annotate/results${searchString({ study })}`,
} as const

type Write = 'next' | 'drafts' | 'scores' | 'skips' | 'undo' | 'close'

export const studyApiPaths = {
  list: (annotator?: string) => `${API}${searchString({ annotator })}`,
  create: () => API,
  write: (study: number, what: Write) => `${API}/${study}/${what}`,
  export: (study: number, format: 'csv' | 'jsonl' | 'codebook') =>
    `${API}/${study}/export${searchString({ format })}`,
} as const
