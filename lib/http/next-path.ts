/**
 * Where to go after signing in: `next` when it is a path of this site, else the front page. `//host`, `/\host`,
 * control characters and whole addresses lead elsewhere in some browser. Pure.
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

/** The sign-in page that comes back to a path. */
export function signInPath(next?: string): string {
  const target = safeNext(next)
  return target === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(target)}`
}

/**
 * What is seen without signing in: signing in itself, and taking an invitation. A path that could be read in another way,
 * with dots or escapes, is not.
 */
export function isOpenPage(path: string): boolean {
  return path === '/sign-in' || /^\/invite\/[\w-]+$/.test(path)
}

/** Whether every escape in a path stands for a character: `/d/%` and `/d/x%GG/1` cannot be decoded. */
export function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
