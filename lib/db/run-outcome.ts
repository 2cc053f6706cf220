import type { LeftOut } from './corpora'
import type { Queryable } from './transaction'

/** What a run made of one dictionary. */
export interface DictionaryOutcome {
  readonly slug: string
  readonly features: number
  /** Features that never fired; null if not measured. */
  readonly dead: number | null
  readonly l0: number | null
  readonly ceRecovered: number | null
  /** True for the neuron basis, which reconstructs its input exactly by construction. */
  readonly isNeurons: boolean
}

export interface RunOutcome {
  readonly dictionaries: readonly DictionaryOutcome[]
  /** Content tokens that were analysed. */
  readonly tokens: number
  /** Documents that the text of the corpus is from. */
  readonly documents: number
  /** What was left out of the text; null for corpora of older versions. */
  readonly leftOut: LeftOut | null
}

interface Row {
  slug: string
  kind: string
  features: number
  metrics: { l0?: number | null; ceRecovered?: number | null; deadFraction?: number | null }
  tokens: number
  documents: number
  leftOut: LeftOut | null
}

/** Returns the figures of a run's analyses, or null if it has none. */
export async function runOutcome(db: Queryable, runId: number): Promise<RunOutcome | null> {
  const { rows } = await db.query<Row>(
    `SELECT d.slug, d.kind, d.d_sae AS features, a.metrics, a.content_tokens AS tokens, c.documents,
       c.settings->'leftOut' AS "leftOut"
     FROM analysis a JOIN dictionary d ON d.id = a.dictionary_id JOIN corpus c ON c.id = a.corpus_id
     WHERE a.run_id = $1 ORDER BY d.slug`,
    [runId],
  )
  const [first] = rows
  if (!first) return null
  const { tokens, documents, leftOut } = first
  const dictionaries = rows.map(({ slug, kind, features, metrics }) => ({
    slug,
    features,
    dead: typeof metrics.deadFraction === 'number' ? Math.round(metrics.deadFraction * features) : null,
    l0: metrics.l0 ?? null,
    ceRecovered: metrics.ceRecovered ?? null,
    isNeurons: kind === 'neurons',
  }))
  return { dictionaries, tokens, documents, leftOut }
}
