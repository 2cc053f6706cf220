import type { IncomingMessage, ServerResponse } from 'node:http'
import { signInPath } from '@/lib/http/next-path'
import { newNonce, securityHeaders } from '@/lib/http/security-headers'
import { log } from '@/lib/log'
import type { mayRead } from '@/lib/services/people/may-read'
import type { Answer } from './pages'

/**
 * Pages behind a guard: each gets its security headers, and who may not read it is sent to signing in. Next.js takes the
 * nonce of its scripts from the policy in the request. When it cannot be told who asks, nobody gets the page.
 */
export function guarded(answer: Answer, allows: typeof mayRead): Answer {
  return async (request, response) => {
    const { url = '/', headers: asked } = request
    if (isOpenFile(url)) return answer(request, response)
    const headers = securityHeaders(newNonce(), false)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const isAllowed = await tell(request, allows)
    if (isAllowed === undefined) return say(response, 503, 'The server cannot tell who asks. Try again.')
    if (!isAllowed) return say(response, 307, 'Sign in first.', signInPath(withoutMark(url)))
    asked['content-security-policy'] = headers['content-security-policy']
    await answer(request, response)
  }
}

/** Files of the pages themselves, which hold nothing of anybody. What dots would lead elsewhere is none. */
const isOpenFile = (url: string) =>
  (url.startsWith('/_next/static/') && !/\.\.|%2e|%5c|\\/i.test(url)) || /^\/icon\.svg(\?|$)/.test(url)

async function tell(
  { url = '/', headers }: IncomingMessage,
  allows: typeof mayRead,
): Promise<boolean | undefined> {
  try {
    return await allows(url.split('?', 1)[0], headers.cookie)
  } catch (error) {
    log.error({ err: error, url }, 'who asks for a page could not be found out')
    return undefined
  }
}

/** `location`: a path alone, so that a proxy before this server may have another name. */
function say(response: ServerResponse, status: number, text: string, location?: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  response.writeHead(status, location === undefined ? headers : { ...headers, location }).end(text)
}

/** The address without what Next.js adds when it asks for a page as data. */
function withoutMark(url: string): string {
  const [path, ...queries] = url.split('?')
  const kept = queries
    .join('?')
    .split('&')
    .filter((part) => part !== '' && !/^_rsc(=|$)/.test(part))
  return kept.length > 0 ? `${path}?${kept.join('&')}` : path
}
