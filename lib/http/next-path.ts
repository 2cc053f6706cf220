/**
 * Returns where to go after signing in: `next` if it is a path of this site, else the front page. `//host`, `/\host`,
 * control characters and whole addresses lead to other sites in some browsers. Pure.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  try {
    const url = new URL(next, 'http://here.invalid')
    if (url.host !== 'here.invalid' || url.protocol !== 'http:' || url.pathname.startsWith('//')) return '/'
    return url.pathname + url.search + url.hash
  } catch {
    return '/'
  }
}

/** Returns the path of the sign-in page that comes back to `next`. */
export function signInPath(next?: string): string {
  const target = safeNext(next)
  return target === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(target)}`
}

/**
 * Returns true for a page that needs no signing in: the sign-in page and the page of an invitation. A path with dots or
 * escapes, which could be read in another way, is never open.
 */
export function isOpenPage(path: string): boolean {
  return path === '/sign-in' || /^\/invite\/[\w-]+$/.test(path)
}

/** Returns true if every escape in a path stands for a character: `/d/%` and `/d/x%GG/1` cannot be decoded. */
export function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
