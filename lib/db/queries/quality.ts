import type { FrontierPoint, Quality, QualityMetrics } from '@/lib/contract/quality'
import { QualityMetricsSchema } from '@/lib/contract/quality'
import type { Sweep } from '@/lib/contract/sweep'
import type { TrainingRecord } from '@/lib/contract/training-record'
import { toDictionary } from '@/lib/view/dictionary-answer'
import type { Entities } from '../database'
import { type DictionaryRow, listDictionaries, measuredSizes } from './dictionaries'

/** Returns everything that is known about the quality of a dictionary, or null if there is no dictionary of the name. */
export async function findQuality(db: Entities, slug: string): Promise<Quality | null> {
  const dictionaries = await listDictionaries(db)
  const dictionary = dictionaries.find((row) => row.slug === slug)
  if (!dictionary) return null
  const [metrics, training, sweeps] = await Promise.all([
    analysisMetrics(db, dictionary),
    trainingRecord(db, dictionary),
    sweepsBeside(db, dictionary),
  ])
  const siblings = dictionaries.filter(
    ({ model, hook }) => model === dictionary.model && hook === dictionary.hook,
  )
  const points = [...siblings.flatMap(dictionaryPoint), ...sweeps.flatMap(sweepPoints)]
  const { metrics: _, ...shown } = toDictionary(dictionary)
  return {
    dictionary: shown,
    metrics,
    training,
    frontier: points.sort((a, b) => a.l0 - b.l0 || (a.name < b.name ? -1 : 1)),
  }
}

/** Returns every metric of the current analysis; metrics that an older version did not measure are null. */
async function analysisMetrics(
  { prisma }: Entities,
  { analysis }: DictionaryRow,
): Promise<QualityMetrics | null> {
  if (!analysis) return null
  const found = await prisma.analysis.findUnique({ where: { id: analysis.id }, select: { metrics: true } })
  const raw = (found?.metrics ?? {}) as Record<string, unknown>
  const stored: Record<string, unknown> = {
    // as older versions named them
    ...{ measuredDocuments: raw.heldOutDocuments, measuredPackages: raw.heldOutPackages },
    ...raw,
    ...measuredSizes(raw),
  }
  const { shape } = QualityMetricsSchema
  return Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => {
      const value = schema.safeParse(stored[name])
      return [name, value.success ? value.data : null]
    }),
  ) as QualityMetrics
}

async function trainingRecord(
  { prisma }: Entities,
  { weightsHash }: DictionaryRow,
): Promise<TrainingRecord | null> {
  const found = await prisma.trainingRecord.findUnique({ where: { weightsHash } })
  return (found?.record ?? null) as TrainingRecord | null
}

/** Returns the sweeps at the hook of a dictionary, on exactly the weights of its model. */
async function sweepsBeside(
  { prisma }: Entities,
  { modelHash, hook }: DictionaryRow,
): Promise<{ name: string; sweep: Sweep }[]> {
  const sweeps = await prisma.sweep.findMany({ where: { modelHash, hook }, orderBy: { name: 'asc' } })
  return sweeps.map(({ name, sweep }) => ({ name, sweep: sweep as unknown as Sweep }))
}

function dictionaryPoint({ slug, kind, dSae, analysis }: DictionaryRow): FrontierPoint[] {
  if (!analysis) return []
  const { l0, ceRecovered, explainedVariance, measuredOn, measuredTokens } = analysis.metrics
  if (l0 === null || ceRecovered === null) return []
  const { preview } = analysis
  const byConstruction = kind === 'neurons'
  const measured = { measuredOn, measuredTokens, preview, byConstruction }
  const figures = { l0, ceRecovered, explainedVariance, ...measured }
  return [{ name: slug, origin: 'dictionary', kind, features: dSae, sparsity: null, ...figures }]
}

function sweepPoints({ name, sweep }: { name: string; sweep: Sweep }): FrontierPoint[] {
  const { features, heldOutTokens } = sweep
  return sweep.points.flatMap((point) => {
    const { kind, l0, ceRecovered, explainedVariance, lambda, k } = point
    if (ceRecovered === null) return []
    const sparsity = lambda !== undefined ? `λ ${lambda}` : k !== undefined ? `k ${k}` : null
    const measured = { measuredOn: 'held-out' as const, measuredTokens: heldOutTokens }
    const figures = { l0, ceRecovered, explainedVariance, ...measured, preview: false, byConstruction: false }
    return [{ name: `${name}/${point.name}`, origin: 'sweep' as const, kind, features, sparsity, ...figures }]
  })
}
