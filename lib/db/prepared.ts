import { createHash } from 'node:crypto'
import type { QueryConfig } from 'pg'
import { SemascopeError } from '@/lib/errors'

/**
 * An analysis in the text of a statement, which is then planned for its partition, once a connection; as a parameter
 * it is planned again each time, which takes longer than running.
 */
export function analysisKey(analysisId: number): string {
  if (!Number.isSafeInteger(analysisId))
    throw new SemascopeError('internal', `${analysisId} is not the id of an analysis`)
  return String(analysisId)
}

const names = new Map<string, string>()

/**
 * A statement that is sent again and again, planned once a connection: planning takes as long as running where a table
 * has partitions. For texts that do not vary but by analysis; values go in as parameters.
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
