import { SemascopeError } from '@/lib/errors'
import type { Database } from './database'
import { type DictionaryRow, getDictionary, type PublishedAnalysis } from './queries/dictionaries'

/**
 * A dictionary with the analysis that was current when the dictionary was read. It is read once per request and passed
 * on, so that one answer never mixes two analyses.
 */
export interface Published extends DictionaryRow {
  readonly analysis: PublishedAnalysis
}

/** Returns a dictionary with its current analysis. Throws `not_found`, and `conflict` before the first publication. */
export async function getPublished(db: Database, slug: string): Promise<Published> {
  return requirePublished(await getDictionary(db, slug))
}

/** Returns the dictionary itself. Throws `conflict` if it has no published analysis. */
export function requirePublished(dictionary: DictionaryRow): Published {
  const { analysis, slug } = dictionary
  if (!analysis) throw new SemascopeError('conflict', `"${slug}" has no published analysis yet; see /runs`)
  return { ...dictionary, analysis }
}
