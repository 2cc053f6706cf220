import type { FrontierPoint, Quality, QualityMetrics } from '@/lib/contract/quality'
import { QualityMetricsSchema } from '@/lib/contract/quality'
import type { Sweep } from '@/lib/contract/sweep'
import type { TrainingRecord } from '@/lib/contract/training-record'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { database } from '../database'
import { prepared } from '../prepared'
import { type DictionaryRow, listDictionaries } from './dictionaries'

/** Everything known of a dictionary's quality; null when there is no dictionary of the name. */
export async function findQuality(slug: string): Promise<Quality | null> {
  const dictionaries = await listDictionaries(await database())
  const dictionary = dictionaries.find((row) => row.slug === slug)
  if (!dictionary) return null
  const [metrics, training, sweeps] = await Promise.all([
    analysisMetrics(dictionary),
    trainingRecord(dictionary),
    sweepsBeside(dictionary),
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

/** Every metric of the current analysis; what an older version did not measure is null. */
async function analysisMetrics({ analysis }: DictionaryRow): Promise<QualityMetrics | null> {
  if (!analysis) return null
  const { pool } = await database()
  const { rows } = await pool.query<{ metrics: Record<string, unknown> }>(
    prepared('SELECT metrics FROM analysis WHERE id = $1', [analysis.id]),
  )
  const stored = rows[0]?.metrics ?? {}
  const { shape } = QualityMetricsSchema
  return Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => {
      const value = schema.safeParse(stored[name])
      return [name, value.success ? value.data : null]
    }),
  ) as QualityMetrics
}

async function trainingRecord({ weightsHash }: DictionaryRow): Promise<TrainingRecord | null> {
  const { pool } = await database()
  const { rows } = await pool.query<{ record: TrainingRecord }>(
    prepared('SELECT record FROM training_record WHERE weights_hash = $1', [weightsHash]),
  )
  return rows[0]?.record ?? null
}

/** Sweeps at the hook of a dictionary, on the very weights its model has. */
async function sweepsBeside({ id }: DictionaryRow): Promise<{ name: string; sweep: Sweep }[]> {
  const { pool } = await database()
  const { rows } = await pool.query<{ name: string; sweep: Sweep }>(
    prepared(
      `SELECT s.name, s.sweep FROM dictionary d JOIN model m ON m.id = d.model_id
     JOIN sweep s ON s.model_hash = m.weights_hash AND s.hook = d.hook WHERE d.id = $1 ORDER BY s.name`,
      [id],
    ),
  )
  return rows
}

function dictionaryPoint({ slug, kind, dSae, analysis }: DictionaryRow): FrontierPoint[] {
  if (!analysis) return []
  const { l0, ceRecovered, explainedVariance, heldOutTokens } = analysis.metrics
  if (l0 === null || ceRecovered === null) return []
  const { preview } = analysis
  const figures = { l0, ceRecovered, explainedVariance, heldOutTokens, preview }
  return [{ name: slug, origin: 'dictionary', kind, features: dSae, sparsity: null, ...figures }]
}

function sweepPoints({ name, sweep }: { name: string; sweep: Sweep }): FrontierPoint[] {
  const { features, heldOutTokens } = sweep
  return sweep.points.flatMap((point) => {
    const { kind, l0, ceRecovered, explainedVariance, lambda, k } = point
    if (ceRecovered === null) return []
    const sparsity = lambda !== undefined ? `λ ${lambda}` : k !== undefined ? `k ${k}` : null
    const figures = { l0, ceRecovered, explainedVariance, heldOutTokens, preview: false }
    return [{ name: `${name}/${point.name}`, origin: 'sweep' as const, kind, features, sparsity, ...figures }]
  })
}
