import { SemascopeError } from '@/lib/errors'
import { database } from '../database'
import { type DictionaryRow, getDictionary, type PublishedAnalysis } from './dictionaries'

/**
 * A dictionary with the analysis that was current when it was read. Read once a request and passed on, so
 * that one answer never mixes two analyses.
 */
export interface Analysed extends DictionaryRow {
  readonly analysis: PublishedAnalysis & {
    readonly corpusHash: string
    /** Whether the analysis read every sequence, so that counts of the corpus are counts of the analysis. */
    readonly wholeCorpus: boolean
    /** Tokens that correlations were computed over; null when not recorded. */
    readonly relateTokens: number | null
  }
}

/** Throws `not_found` naming an unknown slug, `conflict` before the first publication. */
export async function getAnalysed(slug: string): Promise<Analysed> {
  const dictionary = await getDictionary(slug)
  const { analysis } = dictionary
  if (!analysis) throw new SemascopeError('conflict', `${slug} has no published analysis yet`)
  const { pool } = await database()
  const { rows } = await pool.query<{ hash: string; whole: boolean; relate_tokens: string | null }>(
    `SELECT c.hash, a.sequences >= c.sequences AS whole, a.metrics->>'relateTokens' AS relate_tokens
       FROM analysis a JOIN corpus c ON c.id = a.corpus_id WHERE a.id = $1`,
    [analysis.id],
  )
  if (!rows[0])
    throw new SemascopeError('unavailable', `analysis ${analysis.id} of ${slug} was just replaced`)
  const relateTokens = Number(rows[0].relate_tokens ?? Number.NaN)
  return {
    ...dictionary,
    analysis: {
      ...analysis,
      corpusHash: rows[0].hash,
      wholeCorpus: rows[0].whole,
      relateTokens: Number.isFinite(relateTokens) ? relateTokens : null,
    },
  }
}
