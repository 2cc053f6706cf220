import { FeaturesQuerySchema } from '@/lib/contract/browse-query'
import { parseFeatureRef } from '@/lib/contract/feature-refs'
import { wholeList } from '@/lib/contract/scalars'
import { getPublished } from '@/lib/db/published'
import { countFeatures, listFeatures } from '@/lib/db/queries/browse'
import { readExamples, readExamplesBetween, requireFeature } from '@/lib/db/queries/examples'
import { exportFeatures } from '@/lib/db/queries/export-features'
import { readFeature } from '@/lib/db/queries/feature'
import { readLabels } from '@/lib/db/queries/meaning'
import { correlationsOf } from '@/lib/services/correlations-of'
import { decoderCosines } from '@/lib/services/decoder-cosines'
import { similarTo } from '@/lib/services/similar'
import { tokenEffectsOf } from '@/lib/services/token-effects'
import { vectorJson, vectorSafetensors } from '@/lib/services/vector'
import { download } from '../_lib/download'
import { api } from '../_lib/implement'

const os = api.features
const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const

export const features = {
  list: os.list.handler(async ({ context: { db }, input: { params, query } }) => {
    const published = await getPublished(db, params.dictionary)
    return listFeatures(db.pool, published, query)
  }),

  counts: os.counts.handler(async ({ context: { db }, input: { params, query } }) => {
    const published = await getPublished(db, params.dictionary)
    return countFeatures(db.pool, published, FeaturesQuerySchema.parse(query))
  }),

  export: os.export.handler(async ({ context: { db }, input: { params, query } }) => {
    const { format, ...list } = query
    const published = await getPublished(db, params.dictionary)
    return download({
      name: `${published.slug}.${format}`,
      type: TYPES[format],
      body: exportFeatures(db.pool, published, FeaturesQuerySchema.parse(list), format),
    })
  }),

  get: os.get.handler(async ({ context: { db }, input: { params } }) => {
    const published = await getPublished(db, params.dictionary)
    const [feature, labels] = await Promise.all([
      readFeature(db.pool, published, params.feature),
      readLabels(db, published.id, params.feature),
    ])
    return { ...feature, labels }
  }),

  examples: os.examples.handler(async ({ context: { db }, input: { params, query } }) => {
    const published = await getPublished(db, params.dictionary)
    requireFeature(published, params.feature)
    const { from, to, group } = query
    if (from === undefined && to === undefined)
      return wholeList(await readExamples(published, params.feature, group))
    return wholeList(
      await readExamplesBetween(published, params.feature, from ?? 0, to ?? Number.POSITIVE_INFINITY),
    )
  }),

  effects: os.effects.handler(({ input: { params, query } }) =>
    tokenEffectsOf(params.dictionary, params.feature, query.sequence),
  ),

  similar: os.similar.handler(({ input: { params } }) => similarTo(params.dictionary, params.feature)),

  cosines: os.cosines.handler(({ input: { query } }) =>
    decoderCosines(query.f.flatMap((text) => parseFeatureRef(text) ?? [])),
  ),

  correlations: os.correlations.handler(({ input: { query } }) =>
    correlationsOf(query.f.flatMap((text) => parseFeatureRef(text) ?? [])),
  ),

  vector: os.vector.handler(async ({ input: { params, query } }) => {
    const { dictionary, feature } = params
    if (query.format === 'json') return { body: await vectorJson(dictionary, feature) }
    return download({
      name: `${dictionary}-${feature}.safetensors`,
      type: 'application/octet-stream',
      body: await vectorSafetensors(dictionary, feature),
    })
  }),
}
