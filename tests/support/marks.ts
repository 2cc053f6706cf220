import type { RouteHandler } from '@/app/api/_lib/route'
import * as annotations from '@/app/api/v1/annotations/route'
import * as undo from '@/app/api/v1/changes/[change]/undo/route'
import * as changes from '@/app/api/v1/changes/route'
import * as comment from '@/app/api/v1/comments/[comment]/route'
import * as comments from '@/app/api/v1/comments/route'
import * as label from '@/app/api/v1/labels/[label]/route'
import * as labels from '@/app/api/v1/labels/route'
import * as entry from '@/app/api/v1/lists/[list]/entries/[entry]/route'
import * as entries from '@/app/api/v1/lists/[list]/entries/route'
import * as listExport from '@/app/api/v1/lists/[list]/export/route'
import * as list from '@/app/api/v1/lists/[list]/route'
import * as lists from '@/app/api/v1/lists/route'
import * as marks from '@/app/api/v1/marks/route'
import * as stars from '@/app/api/v1/stars/route'
import * as tag from '@/app/api/v1/tags/[tag]/route'
import * as tags from '@/app/api/v1/tags/route'

export interface Answered<T> {
  readonly status: number
  readonly text: string
  /** Parsed; an error's envelope when the status says so. */
  readonly body: T
}

type Params = Readonly<Record<string, string | number>>

/** Calls a route as a browser on this machine would, without a server between. */
async function call<T>(
  handler: RouteHandler,
  method: string,
  params: Params,
  sent: { query?: string; body?: unknown } = {},
): Promise<Answered<T>> {
  const request = new Request(`http://localhost:3210/api/v1/x${sent.query ?? ''}`, {
    method,
    headers: { host: 'localhost:3210', 'content-type': 'application/json' },
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
  })
  const strings = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
  const response = await handler(request, { params: Promise.resolve(strings) })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, text, body: (isJson ? JSON.parse(text) : undefined) as T }
}

interface Written {
  readonly change: number | null
}

/** Every write of marks and what reads them, as the routes answer. */
export const marksApi = {
  read: <T>(query: string) => call<T>(marks.GET, 'GET', {}, { query }),
  star: <T = Written>(body: unknown) => call<T>(stars.POST, 'POST', {}, { body }),
  comment: <T = Written>(body: unknown) => call<T>(comments.POST, 'POST', {}, { body }),
  removeComment: <T = Written>(id: number, body: unknown) =>
    call<T>(comment.DELETE, 'DELETE', { comment: id }, { body }),
  tags: <T>(query: string) => call<T>(tags.GET, 'GET', {}, { query }),
  tag: <T = Written>(body: unknown) => call<T>(tags.POST, 'POST', {}, { body }),
  removeTag: <T = Written>(id: number, body: unknown) => call<T>(tag.DELETE, 'DELETE', { tag: id }, { body }),
  label: <T = Written>(body: unknown) => call<T>(labels.POST, 'POST', {}, { body }),
  labels: <T>(query: string) => call<T>(labels.GET, 'GET', {}, { query }),
  removeLabel: <T = Written>(id: number, body: unknown) =>
    call<T>(label.DELETE, 'DELETE', { label: id }, { body }),
  score: <T = Written>(body: unknown) => call<T>(annotations.POST, 'POST', {}, { body }),
  scores: <T>(query: string) => call<T>(annotations.GET, 'GET', {}, { query }),
  lists: <T>() => call<T>(lists.GET, 'GET', {}),
  list: <T>(slug: string) => call<T>(list.GET, 'GET', { list: slug }),
  makeList: <T>(body: unknown) => call<T>(lists.POST, 'POST', {}, { body }),
  renameList: <T = Written>(slug: string, body: unknown) =>
    call<T>(list.PATCH, 'PATCH', { list: slug }, { body }),
  removeList: <T = Written>(slug: string, body: unknown) =>
    call<T>(list.DELETE, 'DELETE', { list: slug }, { body }),
  addEntry: <T = Written>(slug: string, body: unknown) =>
    call<T>(entries.POST, 'POST', { list: slug }, { body }),
  editEntry: <T = Written>(slug: string, id: number, body: unknown) =>
    call<T>(entry.PATCH, 'PATCH', { list: slug, entry: id }, { body }),
  removeEntry: <T = Written>(slug: string, id: number, body: unknown) =>
    call<T>(entry.DELETE, 'DELETE', { list: slug, entry: id }, { body }),
  exportList: <T>(slug: string, query: string) => call<T>(listExport.GET, 'GET', { list: slug }, { query }),
  changes: <T>(query: string) => call<T>(changes.GET, 'GET', {}, { query }),
  undo: <T = Written>(id: number | null, body: unknown) =>
    call<T>(undo.POST, 'POST', { change: id ?? 0 }, { body }),
}
