import type { ApiContext } from './context'

/**
 * Sets a session's cookies with an answer: only over TLS when the page was reached over TLS, which its origin tells, as a
 * proxy may have taken the TLS off.
 */
export function setCookies({ request, resHeaders }: ApiContext, cookies: readonly string[]): void {
  const isTls = request.headers.get('origin')?.startsWith('https:') ?? false
  for (const cookie of cookies)
    resHeaders?.append('set-cookie', isTls && !/;\s*secure/i.test(cookie) ? `${cookie}; Secure` : cookie)
}
