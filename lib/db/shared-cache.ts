/**
 * Keeps values of a database once per process. Next.js evaluates a module once per bundle (pages and the API have one
 * each), so a variable of the module would exist twice; and a test may have two databases open.
 */
import { LRUCache } from 'lru-cache'

type Cache = LRUCache<string, object>

const holder = globalThis as typeof globalThis & { semascopeCaches?: WeakMap<object, Map<string, Cache>> }

export interface CacheOptions<Value> {
  readonly name: string
  /** Most entries that are kept; the least recently used one is dropped first. */
  readonly max: number
  /** Reads a value that is not kept. All who wait get its error, which is not kept. */
  readonly read: (key: string) => Promise<Value>
}

/** Returns the value of a key, which is read once while it is kept. For values that never change in the database. */
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
