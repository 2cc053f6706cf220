/**
 * Limits how often somebody does something: a bucket of `burst` permits a key that fills up again over `windowMs`.
 * Kept in memory, for at most `maxKeys` keys: the one unused longest is forgotten first. Pure but for its own state.
 */
export interface RateLimit {
  readonly burst: number
  readonly windowMs: number
  readonly maxKeys?: number
}

export interface Limiter {
  /** Takes a permit at a time in milliseconds; 0 when there was one, else the seconds until there is. */
  take(key: string, now: number): number
  /** Fills a key's bucket. */
  forget(key: string): void
  readonly size: number
}

export function createLimiter({ burst, windowMs, maxKeys = 10_000 }: RateLimit): Limiter {
  const buckets = new Map<string, { permits: number; at: number }>()
  const perMs = burst / windowMs
  return {
    take(key, now) {
      const known = buckets.get(key)
      buckets.delete(key)
      const elapsed = known ? Math.max(0, now - known.at) : 0
      const permits = known ? Math.min(burst, known.permits + elapsed * perMs) : burst
      const isAllowed = permits >= 1
      buckets.set(key, { permits: isAllowed ? permits - 1 : permits, at: now })
      if (buckets.size > maxKeys) buckets.delete(buckets.keys().next().value as string)
      return isAllowed ? 0 : Math.max(1, Math.ceil((1 - permits) / perMs / 1000))
    },
    forget(key) {
      buckets.delete(key)
    },
    get size() {
      return buckets.size
    },
  }
}
