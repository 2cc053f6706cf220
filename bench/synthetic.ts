/**
 * Fills a database with a synthetic dictionary through the writers that an analysis uses, for benchmarks of many
 * features and for tests of lists and plans. Its names say what it is; it is never part of the demo.
 */
import { mergeMetrics, publishAnalysis } from '@/lib/db/analyses'
import { addExamples } from '@/lib/db/computed/examples'
import {
  type FeatureDetailRow,
  type FeatureStatRow,
  replaceFeatures,
  updateEffects,
  updateLogits,
  updateRelations,
} from '@/lib/db/computed/features'
import { type ComputedLabel, replaceComputedLabels } from '@/lib/db/computed/labels'
import { updateTags } from '@/lib/db/computed/motifs'
import { replacePostings } from '@/lib/db/computed/postings'
import type { Database } from '@/lib/db/database'
import { addLabel } from '@/lib/db/labels'
import { transaction } from '@/lib/db/transaction'

import { syntheticEntities } from './synthetic/entities'
import { inventFeature, syntheticMetrics } from './synthetic/features'
import { Random } from './synthetic/random'
import { firingPostings, inventExamples, inventPostings } from './synthetic/rows'

const SEED = 7919
/** Features written in one transaction. */
const BLOCK = 8192
/** One feature in so many has a person's label. */
const BY_PERSON = 150
/** One feature in so many has a person's scores. */
const SCORED = 12

export interface SyntheticOptions {
  readonly features: number
  /** Of each feature. */
  readonly examples: number
  /** The dictionary is called `synthetic.<slug>`. */
  readonly slug: string
  readonly preview?: boolean
}

/** Writes one dictionary with a published analysis. */
export async function fillSynthetic(db: Database, options: SyntheticOptions): Promise<void> {
  const { features, examples, slug, preview = false } = options
  const ids = await syntheticEntities(db, { slug, features, preview })
  const invent = (index: number) => inventFeature(index, features, new Random(SEED * index))
  const stats: FeatureStatRow[] = []
  const details: FeatureDetailRow[] = []
  for (let index = 0; index < features; index++) {
    const { stat, detail } = invent(index)
    stats.push(stat)
    details.push(detail)
  }
  await transaction(db.pool, (client) => replaceFeatures(client, ids.analysis, stats, details))
  const labels: ComputedLabel[] = []
  for (let from = 0; from < features; from += BLOCK) {
    const block = Array.from({ length: Math.min(BLOCK, features - from) }, (_, at) => invent(from + at))
    labels.push(...block.flatMap(({ label }) => label ?? []))
    const random = new Random(SEED + from)
    await transaction(db.pool, async (client) => {
      await updateLogits(
        client,
        ids.analysis,
        block.map(({ logits }) => logits),
      )
      await updateRelations(
        client,
        ids.analysis,
        block.map(({ relations }) => relations),
      )
      await updateEffects(
        client,
        ids.analysis,
        block.map(({ effects }) => effects),
      )
      await updateTags(
        client,
        ids.analysis,
        block.map(({ stat, tags }) => ({ index: stat.index, tags })),
      )
      await addExamples(client, ids.analysis, inventExamples(from, from + block.length, examples, random))
    })
  }
  await transaction(db.pool, async (client) => {
    const of = { dictionaryId: ids.dictionary, analysisId: ids.analysis, from: 0, to: features }
    await replaceComputedLabels(client, { ...of, authorKind: 'rules', author: 'rules' }, labels)
    const random = new Random(SEED - 1)
    for (const kind of ['promotes', 'suppresses'] as const)
      await replacePostings(client, ids.analysis, kind, inventPostings(features, random))
    await replacePostings(client, ids.analysis, 'mass', firingPostings(details).lists())
    await mergeMetrics(client, ids.analysis, syntheticMetrics(stats.map(({ density }) => density)))
    await client.query(
      `UPDATE run SET status = 'succeeded', started_at = now(), finished_at = now() WHERE id = $1`,
      [ids.run],
    )
  })
  await publishAnalysis(db.pool, [ids.analysis])
  for (let index = 5; index < features; index += BY_PERSON)
    await addLabel(db, {
      ...{ dictionaryId: ids.dictionary, index, author: 'a person' },
      text: `synthetic feature ${index} of kind ${'ABCDEFGH'[index % 8]}, read by a person`,
    })
  await db.pool.query(
    `INSERT INTO annotation (dictionary_id, "index", annotator, interpretation, confidence, activation_consistency,
       logit_consistency, specificity)
     SELECT dictionary_id, "index", 'a person', 'an invented reading', 2, 4, 2, 3 FROM feature
      WHERE dictionary_id = $1 AND "index" % $2 = 0`,
    [ids.dictionary, SCORED],
  )
}
