import { searchString } from './paths'

const API = '/api/v1'
const segment = encodeURIComponent

/** Addresses of what people leave on features. */
export const markPaths = {
  marks: (dictionary: string, feature: number) => `${API}/marks${searchString({ dictionary, feature })}`,
  stars: () => `${API}/stars`,
  comments: () => `${API}/comments`,
  comment: (id: number) => `${API}/comments/${id}`,
  tags: (dictionary?: string) => `${API}/tags${searchString({ dictionary })}`,
  tag: (id: number) => `${API}/tags/${id}`,
  lists: () => `${API}/lists`,
  list: (slug: string) => `${API}/lists/${segment(slug)}`,
  entries: (slug: string) => `${API}/lists/${segment(slug)}/entries`,
  entry: (slug: string, id: number) => `${API}/lists/${segment(slug)}/entries/${id}`,
  listExport: (slug: string, format: 'json' | 'csv') =>
    `${API}/lists/${segment(slug)}/export${searchString({ format })}`,
  changes: (person: string, cursor?: number) => `${API}/changes${searchString({ person, cursor })}`,
  undo: (change: number) => `${API}/changes/${change}/undo`,
  /** Pages. */
  allLists: () => '/lists',
  listPage: (slug: string) => `/lists/${segment(slug)}`,
  changesPage: () => '/lists/changes',
} as const
