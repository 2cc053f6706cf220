import { SemascopeError } from '@/lib/errors'
import { type DictionaryRow, getDictionary, type PublishedAnalysis } from './dictionaries'

/**
 * A dictionary with the analysis that was current when it was read. Read once a request and passed on, so
 * that one answer never mixes two analyses.
 */
export interface Analysed extends DictionaryRow {
  readonly analysis: PublishedAnalysis
}

/** Throws `not_found` naming an unknown slug, `conflict` before the first publication. */
export async function getAnalysed(slug: string): Promise<Analysed> {
  const dictionary = await getDictionary(slug)
  const { analysis } = dictionary
  if (!analysis) throw new SemascopeError('conflict', `${slug} has no published analysis yet`)
  return { ...dictionary, analysis }
}
