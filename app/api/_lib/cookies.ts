/**
 * An answer that sets a session's cookies: only over TLS when the page was reached over TLS, which its origin tells,
 * as a proxy may have taken the TLS off.
 */
export function withCookies(request: Request, cookies: readonly string[], answer: unknown): Response {
  const isTls = request.headers.get('origin')?.startsWith('https:') ?? false
  const response = Response.json(answer, { headers: { 'cache-control': 'no-store' } })
  for (const cookie of cookies)
    response.headers.append('set-cookie', isTls && !/;\s*secure/i.test(cookie) ? `${cookie}; Secure` : cookie)
  return response
}
