import { type NextRequest, NextResponse } from 'next/server'
import { signInPath } from '@/lib/http/next-path'
import { newNonce, securityHeaders } from '@/lib/http/security-headers'
import { mayRead } from './lib/services/people/may-read'

/**
 * For `next dev` what server/guard.ts does before Next.js for `semascope serve`: security headers of every page, whose
 * nonce Next.js puts on its scripts, and the way to signing in. Built pages have no proxy; next.config.ts tells the two
 * apart by this file's name.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const headers = securityHeaders(newNonce(), true)
  const isAllowed = await mayRead(request.nextUrl.pathname, request.headers.get('cookie'))
  const response = isAllowed ? pass(request, headers) : toSignIn(request)
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

function pass(request: NextRequest, headers: ReturnType<typeof securityHeaders>): NextResponse {
  const forwarded = new Headers(request.headers)
  forwarded.set('content-security-policy', headers['content-security-policy'])
  return NextResponse.next({ request: { headers: forwarded } })
}

function toSignIn({ nextUrl }: NextRequest): NextResponse {
  const target = new URL(signInPath(nextUrl.pathname + nextUrl.search), nextUrl)
  return NextResponse.redirect(target, { headers: { 'cache-control': 'no-store' } })
}

export const config = { matcher: ['/((?!api/|_next/static|_next/image|icon.svg).*)'] }
