import { type NextRequest, NextResponse } from 'next/server'
import { isOpenPage, signInPath } from './lib/api/next-path'
import { securityHeaders } from './lib/api/security-headers'
import { config as settings } from './lib/config'
import { personBySession } from './lib/services/people/auth'

/**
 * Security headers of every page; Next.js puts the nonce of the request's policy on its scripts. On a server with
 * accounts nobody gets a page without signing in. The API is not passed through here, which would take as long as most
 * of its answers do: its own wrapper finds who asks, and server/ or next.config.ts sets its headers.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = btoa(crypto.randomUUID())
  const headers = securityHeaders(nonce, process.env.NODE_ENV === 'development')
  const response = (await mayPass(request)) ? pass(request, headers) : toSignIn(request)
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

async function mayPass({ nextUrl: { pathname }, headers }: NextRequest): Promise<boolean> {
  if (settings().auth === 'local' || isOpenPage(pathname)) return true
  return (await personBySession(headers)) !== undefined
}

function pass(request: NextRequest, headers: ReturnType<typeof securityHeaders>): NextResponse {
  const forwarded = new Headers(request.headers)
  forwarded.set('content-security-policy', headers['content-security-policy'])
  return NextResponse.next({ request: { headers: forwarded } })
}

function toSignIn({ nextUrl }: NextRequest): NextResponse {
  // Next.js answers with the path alone, so that a proxy before this server may have another name
  const target = new URL(signInPath(nextUrl.pathname + nextUrl.search), nextUrl)
  return NextResponse.redirect(target, { headers: { 'cache-control': 'no-store' } })
}

export const config = { matcher: ['/((?!api/|_next/static|_next/image|icon.svg).*)'] }
