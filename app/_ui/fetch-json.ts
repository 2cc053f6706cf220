import { z } from 'zod'

const Envelope = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/** What an API call answered when it failed: the server's own words, or what the network said. */
export class ApiError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'ApiError'
    this.code = code
  }
}

/** Calls our API and checks the answer's shape. Throws ApiError. */
export async function fetchJson<T>(shape: z.ZodType<T>, url: string, init?: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (cause) {
    if (init?.signal?.aborted) throw cause
    throw new ApiError('unreachable', 'The server does not answer.')
  }
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const failed = Envelope.safeParse(answer)
    throw failed.success
      ? new ApiError(failed.data.error.code, failed.data.error.message)
      : new ApiError(String(response.status), `The server answered ${response.status}.`)
  }
  return shape.parse(answer)
}

/** A write of JSON. */
export function postJson<T>(
  shape: z.ZodType<T>,
  url: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<T> {
  return sendJson('POST', shape, url, body, signal)
}

/** A write of JSON by any method. */
export function sendJson<T>(
  method: 'POST' | 'PATCH' | 'DELETE',
  shape: z.ZodType<T>,
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
