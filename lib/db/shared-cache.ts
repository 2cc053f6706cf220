/**
 * What a process keeps of a database, once. Next.js evaluates a module once per bundle, for pages and for the API
 * apart, so a module's own variable would be two; and a test may have two databases open.
 */
import { LRUCache } from 'lru-cache'

type Cache = LRUCache<string, object>

const holder = globalThis as typeof globalThis & { semascopeCaches?: WeakMap<object, Map<string, Cache>> }

export interface CacheOptions<Value> {
  readonly name: string
  /** Entries kept; the one that was not asked for longest goes first. */
  readonly max: number
  /** Reads what is not kept. An error is thrown to all who wait and is not kept. */
  readonly read: (key: string) => Promise<Value>
}

/** The value of a key, read once while it is kept: for what never changes in the database under its key. */
export function cached<Value extends object>(
  db: object,
  key: string,
  { name, max, read }: CacheOptions<Value>,
): Promise<Value> {
  holder.semascopeCaches ??= new WeakMap()
  const caches = holder.semascopeCaches.get(db) ?? new Map<string, Cache>()
  holder.semascopeCaches.set(db, caches)
  const cache =
    caches.get(name) ?? new LRUCache<string, object>({ max, fetchMethod: read, ignoreFetchAbort: true })
  caches.set(name, cache)
  // a name has one kind of value
  return cache.forceFetch(key) as Promise<Value>
}
