import { type NextRequest, NextResponse } from 'next/server'
import { config as settings } from '@/lib/config'
import { refuseHost } from '@/lib/http/known-host'
import { isWellFormed, signInPath } from '@/lib/http/next-path'
import { API_HEADERS, newNonce, securityHeaders } from '@/lib/http/security-headers'
import { log } from '@/lib/log'
import { mayRead } from '@/lib/services/people/may-read'

/** An address of no page, so that Next.js answers 404 with the page for that. */
const NO_PAGE = '/not-found'

/**
 * What comes before every page and every answer of the API: whether the request names a host that is this server's,
 * the security headers, and, for pages, whether the reader has to sign in first.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  // `/api` itself is a page
  return new URL(request.url).pathname.startsWith('/api/') ? beforeApi(request) : beforePage(request)
}

/** Routes of the API find out themselves who asks, for an API token may say so too. */
function beforeApi(request: NextRequest): NextResponse {
  const refusal = refuseHost(request.headers.get('host'), settings())
  if (refusal) return withHeaders(sayError(403, refusal.code, refusal.message), API_HEADERS)
  if (!isWellFormed(new URL(request.url).pathname))
    return withHeaders(sayError(400, 'bad_request', 'the address has a malformed escape'), API_HEADERS)
  return withHeaders(NextResponse.next(), API_HEADERS)
}

async function beforePage(request: NextRequest): Promise<NextResponse> {
  const headers = securityHeaders(newNonce(), process.env.NODE_ENV === 'development')
  return withHeaders(await pageOr(request, headers['content-security-policy']), headers)
}

/** `policy` goes on to Next.js with the request: Next.js puts its nonce on every script. */
async function pageOr(request: NextRequest, policy: string): Promise<NextResponse> {
  const refusal = refuseHost(request.headers.get('host'), settings())
  if (refusal) return say(403, refusal.message)
  const url = new URL(request.url)
  const isAllowed = await mayReadOrUndefined(url.pathname, request.headers.get('cookie'))
  if (isAllowed === undefined) return say(503, 'the server cannot tell who asks; try again')
  if (!isAllowed) {
    // what Next.js adds when it asks for a page as data
    url.searchParams.delete('_rsc')
    const target = new URL(signInPath(url.pathname + url.search), url)
    return NextResponse.redirect(target, { headers: UNSTORED })
  }
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const onwards = { request: { headers } }
  return isWellFormed(url.pathname)
    ? NextResponse.next(onwards)
    : NextResponse.rewrite(new URL(NO_PAGE, url), onwards)
}

/** Returns undefined when it cannot be found out who asks, such as while the database is away. */
async function mayReadOrUndefined(path: string, cookie: string | null): Promise<boolean | undefined> {
  try {
    return await mayRead(path, cookie)
  } catch (error) {
    log.error({ err: error, url: path }, 'could not identify who requested the page')
    return undefined
  }
}

const UNSTORED = { 'cache-control': 'no-store' }

const say = (status: number, text: string) =>
  new NextResponse(`${text}\n`, {
    status,
    headers: { ...UNSTORED, 'content-type': 'text/plain; charset=utf-8' },
  })

const sayError = (status: number, code: string, message: string) =>
  NextResponse.json({ error: { code, message } }, { status, headers: UNSTORED })

function withHeaders(response: NextResponse, headers: Readonly<Record<string, string>>): NextResponse {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

/** All but files of the pages themselves, which hold nothing of anybody. */
export const config = { matcher: ['/((?!_next/static/|icon\\.svg$).*)'] }
