import { readdirSync } from 'node:fs'
import path from 'node:path'
import { hashPassword } from 'better-auth/crypto'
import type { RouteHandler } from '@/app/api/_lib/route'
import type { Database } from '@/lib/db/database'
import { addPerson, nameKey } from '@/lib/db/people/accounts'
import type { Role } from '@/lib/domain/person'
import { ROOT } from './database'

export const PASSWORD = 'correct horse battery'
const HOST = 'localhost:3210'
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]

export interface ApiRoute {
  readonly method: Method
  /** `/studies/[study]/scores` */
  readonly path: string
  readonly handler: RouteHandler
}

/** Returns every method that a file of the route tree answers, found by asking each. */
export async function apiRoutes(): Promise<ApiRoute[]> {
  const root = path.join(ROOT, 'app/api')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)route\.tsx?$/.test(file.replaceAll(path.sep, '/')),
  )
  const found: ApiRoute[] = []
  for (const file of files.sort()) {
    const handlers: Partial<Record<Method, RouteHandler>> = await import(
      /* @vite-ignore */ path.join(root, file)
    )
    for (const method of METHODS) {
      const handler = handlers[method]
      if (!handler) continue
      const refused = await handler(new Request(`http://${HOST}/`, { method }), {
        params: Promise.resolve({}),
      })
      if (refused.status !== 405)
        found.push({ method, path: `/${path.dirname(file).replaceAll(path.sep, '/')}`, handler })
    }
  }
  return found
}

export interface Sent {
  readonly params?: Record<string, string | number>
  readonly query?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** Calls a route as a browser of this server would, without a server in between. */
export async function send(
  route: ApiRoute,
  { params = {}, query = '', body, headers = {} }: Sent,
): Promise<Response> {
  const pathname = route.path.replace(/\[(\w+)\]/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const request = new Request(`http://${HOST}/api${pathname}${query}`, {
    method: route.method,
    headers: { host: HOST, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const named = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
  // as in Next.js: a route without parameters gets none
  return route.handler(request, { params: Promise.resolve(route.path.includes('[') ? named : undefined) })
}

let made = 0
let hash: Promise<string> | undefined

export interface TestPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** Makes an account with PASSWORD. */
export async function makePerson(
  { pool }: Database,
  role: Role,
  name = `${role} ${++made}`,
): Promise<TestPerson> {
  hash ??= hashPassword(PASSWORD)
  const email = `${nameKey(name).replace(/\W+/g, '-')}@example.org`
  return { id: await addPerson(pool, { name, email, role, passwordHash: await hash }), name, email, role }
}

/** Returns the cookie header of an answer that signs in. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
