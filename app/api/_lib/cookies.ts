import type { ApiContext } from './context'

/**
 * Sets the cookies of a session in an answer. They are limited to TLS if the page was reached over TLS. The origin of the
 * page tells that, because a proxy may have ended the TLS.
 */
export function setCookies({ request, resHeaders }: ApiContext, cookies: readonly string[]): void {
  const isTls = request.headers.get('origin')?.startsWith('https:') ?? false
  for (const cookie of cookies)
    resHeaders?.append('set-cookie', isTls && !/;\s*secure/i.test(cookie) ? `${cookie}; Secure` : cookie)
}
