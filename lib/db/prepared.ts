import { createHash } from 'node:crypto'
import type { QueryConfig } from 'pg'

const names = new Map<string, string>()

/**
 * A statement that is sent again and again, planned once a connection: planning takes as long as running where a table
 * has partitions. For texts that do not vary; values go in as parameters.
 */
export function prepared(text: string, values: readonly unknown[] = []): QueryConfig {
  let name = names.get(text)
  if (name === undefined) {
    // by the text itself: connections are shared between bundles that each have this map
    name = `semascope_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
    names.set(text, name)
  }
  return { name, text, values: [...values] }
}
