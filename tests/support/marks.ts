import { type Method, type Sent, send } from './api'

export interface Answered<T> {
  readonly status: number
  readonly text: string
  /** Parsed; an error's envelope when the status says so. */
  readonly body: T
}

async function call<T>(method: Method, path: string, sent: Sent = {}): Promise<Answered<T>> {
  const response = await send(method, path, sent)
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, text, body: (isJson ? JSON.parse(text) : undefined) as T }
}

interface Written {
  readonly change: number | null
}

const ENTRY = '/lists/{list}/entries/{entry}'

/** Every write of marks and what reads them, as the API answers. */
export const marksApi = {
  read: <T>(query: string) => call<T>('GET', '/marks', { query }),
  star: <T = Written>(body: unknown) => call<T>('POST', '/stars', { body }),
  comment: <T = Written>(body: unknown) => call<T>('POST', '/comments', { body }),
  removeComment: <T = Written>(comment: number, body: unknown) =>
    call<T>('DELETE', '/comments/{comment}', { params: { comment }, body }),
  tags: <T>(query: string) => call<T>('GET', '/tags', { query }),
  tag: <T = Written>(body: unknown) => call<T>('POST', '/tags', { body }),
  removeTag: <T = Written>(tag: number, body: unknown) =>
    call<T>('DELETE', '/tags/{tag}', { params: { tag }, body }),
  label: <T = Written>(body: unknown) => call<T>('POST', '/labels', { body }),
  labels: <T>(query: string) => call<T>('GET', '/labels', { query }),
  removeLabel: <T = Written>(label: number, body: unknown) =>
    call<T>('DELETE', '/labels/{label}', { params: { label }, body }),
  score: <T = Written>(body: unknown) => call<T>('POST', '/annotations', { body }),
  scores: <T>(query: string) => call<T>('GET', '/annotations', { query }),
  lists: <T>() => call<T>('GET', '/lists'),
  list: <T>(list: string) => call<T>('GET', '/lists/{list}', { params: { list } }),
  makeList: <T>(body: unknown) => call<T>('POST', '/lists', { body }),
  renameList: <T = Written>(list: string, body: unknown) =>
    call<T>('PATCH', '/lists/{list}', { params: { list }, body }),
  removeList: <T = Written>(list: string, body: unknown) =>
    call<T>('DELETE', '/lists/{list}', { params: { list }, body }),
  addEntry: <T = Written>(list: string, body: unknown) =>
    call<T>('POST', '/lists/{list}/entries', { params: { list }, body }),
  addEntries: <T>(list: string, body: unknown) =>
    call<T>('POST', '/lists/{list}/features', { params: { list }, body }),
  rows: <T>(list: string) => call<T>('GET', '/lists/{list}/rows', { params: { list } }),
  undoMany: <T>(body: unknown) => call<T>('POST', '/changes/undo', { body }),
  editEntry: <T = Written>(list: string, entry: number, body: unknown) =>
    call<T>('PATCH', ENTRY, { params: { list, entry }, body }),
  removeEntry: <T = Written>(list: string, entry: number, body: unknown) =>
    call<T>('DELETE', ENTRY, { params: { list, entry }, body }),
  exportList: <T>(list: string, query: string) =>
    call<T>('GET', '/lists/{list}/export', { params: { list }, query }),
  changes: <T>(query: string) => call<T>('GET', '/changes', { query }),
  undo: <T = Written>(change: number | null, body: unknown) =>
    call<T>('POST', '/changes/{change}/undo', { params: { change: change ?? 0 }, body }),
}
