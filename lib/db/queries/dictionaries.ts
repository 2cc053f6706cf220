import type { DictionaryKind, DictionarySpec } from '@/lib/domain/dictionary'
import { MEASURED_TEXTS, type MeasuredText } from '@/lib/domain/measured-text'
import type { ModelSpec, ShuffledWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import type { Entities } from '../database'
import type { Prisma } from '../generated/client'

/** Quality metrics of an analysis; null for metrics that the analysis does not have. */
interface AnalysisMetrics {
  readonly l0: number | null
  readonly ceBase: number | null
  readonly ceZero: number | null
  readonly ceSae: number | null
  readonly ceRecovered: number | null
  readonly explainedVariance: number | null
  readonly deadFraction: number | null
  readonly measuredOn: MeasuredText | null
  readonly measuredTokens: number | null
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
  /** True if the analysis read every sequence, so that counts of the corpus are counts of the analysis. */
  readonly wholeCorpus: boolean
  readonly prependBos: boolean
  readonly preview: boolean
  readonly sequences: number
  readonly contentTokens: number
  readonly specialTokens: number
  readonly publishedAt: string | null
  /** Number of tokens that correlations were computed over; null if not recorded. */
  readonly relateTokens: number | null
  readonly metrics: AnalysisMetrics
}

export interface DictionaryRow {
  readonly id: number
  readonly slug: string
  readonly model: string
  /** What the model was made from, if it is a control with shuffled weights. */
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
  /** The analysis that pages show; null until a first analysis is published. */
  readonly analysis: PublishedAnalysis | null
}

const INCLUDE = {
  model: true,
  currentAnalysis: { include: { corpus: true } },
} as const satisfies Prisma.DictionaryInclude

/** Returns all dictionaries: learned ones, controls, neuron bases; each by name. */
export async function listDictionaries({ prisma }: Entities): Promise<DictionaryRow[]> {
  const dictionaries = await prisma.dictionary.findMany({ include: INCLUDE, orderBy: { slug: 'asc' } })
  const rows = dictionaries.map(toRow)
  return rows.sort((a, b) => rankOf(a) - rankOf(b))
}

/** Returns a dictionary with its current analysis, or null if there is no dictionary of the name. */
export async function findDictionary({ prisma }: Entities, slug: string): Promise<DictionaryRow | null> {
  const found = await prisma.dictionary.findUnique({ where: { slug }, include: INCLUDE })
  return found ? toRow(found) : null
}

/** Works like findDictionary. Throws `not_found` with the slug. */
export async function getDictionary(db: Entities, slug: string): Promise<DictionaryRow> {
  const row = await findDictionary(db, slug)
  if (!row) throw new SemascopeError('not_found', `there is no dictionary "${slug}"`)
  return row
}

/**
 * Returns the dictionary that a page opens if its address names none: of the published ones the learned ones come first, then
 * controls, then neuron bases; among those the one that was imported first, so that the end of a run changes nothing.
 */
export function mainDictionary(rows: readonly DictionaryRow[]): DictionaryRow | undefined {
  const published = rows.filter((row) => row.analysis !== null)
  return published.sort((a, b) => rankOf(a) - rankOf(b) || a.id - b.id)[0]
}

/** Returns the place of a kind of dictionary: learned ones, controls, neuron bases. */
const rankOf = ({ kind, shuffledWeights }: DictionaryRow) =>
  kind === 'neurons' ? 2 + Number(shuffledWeights !== null) : Number(shuffledWeights !== null)

/** Returns the name of the main dictionary, or null before the first publication. */
export async function defaultDictionary(db: Entities): Promise<string | null> {
  return mainDictionary(await listDictionaries(db))?.slug ?? null
}

type Raw = Prisma.DictionaryGetPayload<{ include: typeof INCLUDE }>

function toRow({ model, currentAnalysis, ...dictionary }: Raw): DictionaryRow {
  // stored as they are described: spec and shuffled by the import, kind by a check of the table
  const spec = dictionary.spec as unknown as DictionarySpec
  return {
    id: dictionary.id,
    slug: dictionary.slug,
    model: model.slug,
    shuffledWeights: model.shuffled as unknown as ShuffledWeights | null,
    hook: dictionary.hook,
    kind: dictionary.kind as DictionaryKind,
    k: spec.kind === 'topk' ? spec.k : null,
    dIn: dictionary.dIn,
    dSae: dictionary.dSae,
    nLayers: (model.spec as unknown as ModelSpec).nLayers,
    tokenizerHash: model.tokenizerHash,
    spec,
    weightsHash: dictionary.weightsHash,
    modelHash: model.weightsHash,
    analysis: currentAnalysis && toAnalysis(currentAnalysis),
  }
}

function toAnalysis({ corpus, ...analysis }: NonNullable<Raw['currentAnalysis']>): PublishedAnalysis {
  const metrics = analysis.metrics as Record<string, unknown>
  return {
    id: analysis.id,
    runId: analysis.runId,
    corpusId: analysis.corpusId,
    corpus: corpus.name,
    corpusHash: corpus.hash,
    wholeCorpus: analysis.sequences >= corpus.sequences,
    prependBos: corpus.prependBos,
    preview: analysis.preview,
    sequences: analysis.sequences,
    contentTokens: Number(analysis.contentTokens),
    specialTokens: Number(analysis.specialTokens),
    publishedAt: analysis.publishedAt?.toISOString() ?? null,
    relateTokens: finite(metrics.relateTokens),
    metrics: toMetrics(metrics),
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
    ...measuredSizes(raw),
    medianDensity: number('medianDensity'),
    densityHistogram:
      Array.isArray(histogram?.edges) && Array.isArray(histogram?.counts)
        ? { edges: histogram.edges as number[], counts: histogram.counts as number[] }
        : null,
  }
}

/** Returns the size of the sample that metrics were measured on; older versions measured on held-out text alone. */
export function measuredSizes(raw: Record<string, unknown>) {
  const heldOutTokens = finite(raw.heldOutTokens)
  const measuredTokens = finite(raw.measuredTokens) ?? heldOutTokens
  const measuredOn = MEASURED_TEXTS.find((text) => text === raw.measuredOn) ?? 'held-out'
  return { measuredOn: measuredTokens ? measuredOn : null, measuredTokens, heldOutTokens }
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
