import type { QueryConfig } from 'pg'

const names = new Map<string, string>()

/**
 * A statement that is sent again and again, planned once a connection: planning takes as long as running where a table
 * has partitions. For texts that do not vary; values go in as parameters.
 */
export function prepared(text: string, values: readonly unknown[] = []): QueryConfig {
  const name = names.get(text) ?? `semascope_${names.size}`
  names.set(text, name)
  return { name, text, values: [...values] }
}
