import type { z } from 'zod'

/** A schema, or how to load it: pages that are read before they are asked anything load theirs with the first call. */
export type Shape<T> = z.ZodType<T> | (() => Promise<z.ZodType<T>>)

/** What an API call answered when it failed: the server's own words, or what the network said. */
class ApiError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'ApiError'
    this.code = code
  }
}

/** Calls our API and checks the answer's shape. Throws ApiError. */
export async function fetchJson<T>(shape: Shape<T>, url: string, init?: RequestInit): Promise<T> {
  let response: Response
  let schema: z.ZodType<T>
  try {
    schema = typeof shape === 'function' ? await shape() : shape
    response = await fetch(url, init)
  } catch (cause) {
    if (init?.signal?.aborted) throw cause
    throw new ApiError('unreachable', 'The server does not answer.')
  }
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok)
    throw errorOf(answer) ?? new ApiError(String(response.status), `The server answered ${response.status}.`)
  return schema.parse(answer)
}

/** The error that an answer tells of, or null when it has another shape. */
function errorOf(answer: unknown): ApiError | null {
  const error = propertyOf(answer, 'error')
  const [code, message] = [propertyOf(error, 'code'), propertyOf(error, 'message')]
  return typeof code === 'string' && typeof message === 'string' ? new ApiError(code, message) : null
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/** A write of JSON. */
export function postJson<T>(shape: Shape<T>, url: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return sendJson('POST', shape, url, body, signal)
}

/** A write of JSON by any method. */
export function sendJson<T>(
  method: 'POST' | 'PATCH' | 'DELETE',
  shape: Shape<T>,
  url: string,
  body: unknown = {},
  signal?: AbortSignal,
): Promise<T> {
  return fetchJson(shape, url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })
}
