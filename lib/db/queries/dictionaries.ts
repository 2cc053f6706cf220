import type { DictionaryKind, DictionarySpec } from '@/lib/domain/dictionary'
import type { ShuffledWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import type { Database } from '../database'
import { prepared } from '../prepared'

/** Quality figures of an analysis; null where it does not have them. */
export interface AnalysisMetrics {
  readonly l0: number | null
  readonly ceBase: number | null
  readonly ceZero: number | null
  readonly ceSae: number | null
  readonly ceRecovered: number | null
  readonly explainedVariance: number | null
  readonly deadFraction: number | null
  readonly heldOutTokens: number | null
  readonly medianDensity: number | null
  readonly densityHistogram: { readonly edges: readonly number[]; readonly counts: readonly number[] } | null
}

export interface PublishedAnalysis {
  readonly id: number
  readonly runId: number
  readonly corpusId: number
  readonly corpus: string
  readonly corpusHash: string
  /** Whether the analysis read every sequence, so that counts of the corpus are counts of the analysis. */
  readonly wholeCorpus: boolean
  readonly prependBos: boolean
  readonly preview: boolean
  readonly sequences: number
  readonly contentTokens: number
  readonly specialTokens: number
  readonly publishedAt: string | null
  /** Tokens that correlations were computed over; null when not recorded. */
  readonly relateTokens: number | null
  readonly metrics: AnalysisMetrics
}

export interface DictionaryRow {
  readonly id: number
  readonly slug: string
  readonly model: string
  /** What the model was made from, when it is a control with shuffled weights. */
  readonly shuffledWeights: ShuffledWeights | null
  readonly hook: string
  readonly kind: DictionaryKind
  /** Features that may be active on a token; null unless topk. */
  readonly k: number | null
  readonly dIn: number
  readonly dSae: number
  /** Of the model. */
  readonly nLayers: number
  readonly tokenizerHash: string
  readonly spec: DictionarySpec
  readonly weightsHash: string
  /** Of the model's weights. */
  readonly modelHash: string
  /** What pages show now; null until a first analysis is published. */
  readonly analysis: PublishedAnalysis | null
}

const SELECT = `
  SELECT d.id, d.slug, m.slug AS model, m.shuffled, d.hook, d.kind, d.spec, (d.spec->>'k')::int AS k, d.d_in, d.d_sae,
         (m.spec->>'nLayers')::int AS n_layers, m.tokenizer_hash, m.weights_hash AS model_hash, d.weights_hash,
         a.id AS analysis_id, a.run_id, a.corpus_id, c.name AS corpus, c.hash AS corpus_hash,
         a.sequences >= c.sequences AS whole_corpus, c.prepend_bos, a.preview, a.sequences, a.content_tokens,
         a.special_tokens, a.published_at, a.metrics
    FROM dictionary d
    JOIN model m ON m.id = d.model_id
    LEFT JOIN analysis a ON a.id = d.current_analysis_id
    LEFT JOIN corpus c ON c.id = a.corpus_id`

/** All dictionaries: learned ones, controls, neuron bases; each by name. */
export async function listDictionaries({ pool }: Database): Promise<DictionaryRow[]> {
  const { rows } = await pool.query<Raw>(
    prepared(`${SELECT} ORDER BY d.kind = 'neurons', m.shuffled IS NOT NULL, d.slug`),
  )
  return rows.map(toRow)
}

/** One dictionary with the analysis that is current now; null when there is none of the name. */
export async function findDictionary({ pool }: Database, slug: string): Promise<DictionaryRow | null> {
  const { rows } = await pool.query<Raw>(prepared(`${SELECT} WHERE d.slug = $1`, [slug]))
  return rows[0] ? toRow(rows[0]) : null
}

/** As findDictionary; throws `not_found` naming the slug. */
export async function getDictionary(db: Database, slug: string): Promise<DictionaryRow> {
  const row = await findDictionary(db, slug)
  if (!row) throw new SemascopeError('not_found', `there is no dictionary "${slug}"`)
  return row
}

/** The dictionary Browse opens: the largest learned one that is published and no control, else any published one. */
export async function defaultDictionary({ pool }: Database): Promise<string | null> {
  const { rows } = await pool.query<{ slug: string }>(
    prepared(
      `SELECT d.slug FROM dictionary d JOIN model m ON m.id = d.model_id WHERE d.current_analysis_id IS NOT NULL
      ORDER BY m.shuffled IS NOT NULL, d.kind = 'neurons', d.d_sae DESC, d.slug LIMIT 1`,
    ),
  )
  return rows[0]?.slug ?? null
}

interface Raw {
  id: number
  slug: string
  model: string
  shuffled: ShuffledWeights | null
  hook: string
  kind: DictionaryKind
  k: number | null
  d_in: number
  d_sae: number
  n_layers: number
  tokenizer_hash: string
  spec: DictionarySpec
  weights_hash: string
  model_hash: string
  analysis_id: number | null
  run_id: number
  corpus_id: number
  corpus: string
  corpus_hash: string
  whole_corpus: boolean
  prepend_bos: boolean
  preview: boolean
  sequences: number
  content_tokens: number
  special_tokens: number
  published_at: Date | null
  metrics: Record<string, unknown>
}

function toRow(raw: Raw): DictionaryRow {
  return {
    id: raw.id,
    slug: raw.slug,
    model: raw.model,
    shuffledWeights: raw.shuffled,
    hook: raw.hook,
    kind: raw.kind,
    k: raw.k,
    dIn: raw.d_in,
    dSae: raw.d_sae,
    nLayers: raw.n_layers,
    tokenizerHash: raw.tokenizer_hash,
    spec: raw.spec,
    weightsHash: raw.weights_hash,
    modelHash: raw.model_hash,
    analysis:
      raw.analysis_id === null
        ? null
        : {
            id: raw.analysis_id,
            runId: raw.run_id,
            corpusId: raw.corpus_id,
            corpus: raw.corpus,
            corpusHash: raw.corpus_hash,
            wholeCorpus: raw.whole_corpus,
            prependBos: raw.prepend_bos,
            preview: raw.preview,
            sequences: raw.sequences,
            contentTokens: raw.content_tokens,
            specialTokens: raw.special_tokens,
            publishedAt: raw.published_at?.toISOString() ?? null,
            relateTokens: finite(raw.metrics.relateTokens),
            metrics: toMetrics(raw.metrics),
          },
  }
}

function toMetrics(raw: Record<string, unknown>): AnalysisMetrics {
  const number = (name: string) => finite(raw[name])
  const histogram = raw.densityHistogram as { edges?: unknown; counts?: unknown } | undefined
  return {
    l0: number('l0'),
    ceBase: number('ceBase'),
    ceZero: number('ceZero'),
    ceSae: number('ceSae'),
    ceRecovered: number('ceRecovered'),
    explainedVariance: number('explainedVariance'),
    deadFraction: number('deadFraction'),
    heldOutTokens: number('heldOutTokens'),
    medianDensity: number('medianDensity'),
    densityHistogram:
      Array.isArray(histogram?.edges) && Array.isArray(histogram?.counts)
        ? { edges: histogram.edges as number[], counts: histogram.counts as number[] }
        : null,
  }
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
