import { type NextRequest, NextResponse } from 'next/server'
import { securityHeaders } from './lib/api/security-headers'

/** Security headers of every page and answer. Next.js puts the nonce of the request's policy on its scripts. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const headers = securityHeaders(nonce, process.env.NODE_ENV === 'development')
  const forwarded = new Headers(request.headers)
  forwarded.set('content-security-policy', headers['content-security-policy'])
  const response = NextResponse.next({ request: { headers: forwarded } })
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

export const config = { matcher: ['/((?!_next/static|_next/image|icon.svg).*)'] }
