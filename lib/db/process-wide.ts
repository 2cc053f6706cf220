/**
 * What a process keeps once, by name. Next.js evaluates a module once per bundle, for pages and for the API apart, so a
 * module's own variable would be two.
 */
const holder = globalThis as typeof globalThis & { semascopeKept?: Map<string, unknown> }

export function processWide<T>(name: string, make: () => T): T {
  holder.semascopeKept ??= new Map()
  if (!holder.semascopeKept.has(name)) holder.semascopeKept.set(name, make())
  return holder.semascopeKept.get(name) as T
}
