import { z } from 'zod'
import { BrowseFiltersSchema, FeaturesQuerySchema } from '../browse-query'
import { FeaturesExportQuerySchema } from '../export'
import { ExamplesAnswerSchema, ExamplesQuerySchema, FeatureParamsSchema } from '../feature'
import {
  SimilarSchema,
  TokenEffectsQuerySchema,
  TokenEffectsSchema,
  VectorQuerySchema,
  VectorSchema,
} from '../feature-compute'
import { FeatureCountsSchema } from '../feature-counts'
import { DecoderCosinesSchema, FeatureCorrelationsSchema, FeatureRefsQuerySchema } from '../feature-refs'
import { FeatureAnswerSchema } from '../labels'
import { LINKED } from '../links'
import { listOf } from '../scalars'
import { FeatureRowSchema } from '../schemas'
import { DictionaryParamsSchema } from './dictionaries'
import { DownloadSchema, FileSchema, HeadersSchema, read } from './operation'

const list = '/dictionaries/{dictionary}/features'
const one = LINKED.feature
/** A dictionary may be unknown, or it may not be analysed yet. */
const errors = ['not_found', 'conflict'] as const
const params = FeatureParamsSchema

export const features = {
  list: read(list, 'Features, filtered and ordered; dead features are last', { errors })
    .input(z.object({ params: DictionaryParamsSchema, query: FeaturesQuerySchema }))
    .output(listOf(FeatureRowSchema)),
  counts: read(
    `${list}/counts`,
    'How many features match, and how many each choice of a filter would leave',
    { errors },
  )
    .input(z.object({ params: DictionaryParamsSchema, query: BrowseFiltersSchema }))
    .output(FeatureCountsSchema),
  export: read(LINKED.exportFeatures, 'All features of a list in its order, streamed, one per line', {
    errors,
    media: { 'application/jsonl': FeatureRowSchema, 'text/csv': z.string() },
  })
    .input(z.object({ params: DictionaryParamsSchema, query: FeaturesExportQuerySchema }))
    .output(DownloadSchema),
  get: read(one, 'Everything that is known about a feature', { errors })
    .input(z.object({ params }))
    .output(FeatureAnswerSchema),
  examples: read(`${one}/examples`, 'Chosen examples of a feature with their whole sequences', { errors })
    .input(z.object({ params, query: ExamplesQuerySchema }))
    .output(ExamplesAnswerSchema),
  effects: read(`${one}/effects`, 'How the feature changes the next tokens at each place of a sequence', {
    errors: [...errors, 'busy'],
  })
    .input(z.object({ params, query: TokenEffectsQuerySchema }))
    .output(TokenEffectsSchema),
  similar: read(
    `${one}/similar`,
    'Nearest features by decoder and by activity, in this and other dictionaries',
    { errors: [...errors, 'busy'] },
  )
    .input(z.object({ params }))
    .output(SimilarSchema),
  cosines: read('/features/cosines', 'Cosines of the decoders of each pair of two to four features', {
    errors: [...errors, 'busy'],
  })
    .input(z.object({ query: FeatureRefsQuerySchema }))
    .output(DecoderCosinesSchema),
  correlations: read(
    '/features/correlations',
    'Correlations of the activations of each pair of two to four features',
    { errors: [...errors, 'busy'] },
  )
    .input(z.object({ query: FeatureRefsQuerySchema }))
    .output(FeatureCorrelationsSchema),
  vector: read(LINKED.vector, 'Encoder and decoder of the feature, as JSON or as a safetensors file', {
    errors,
    media: {
      'application/json': VectorSchema,
      'application/octet-stream': z.string().meta({ format: 'binary' }),
    },
  })
    .input(z.object({ params, query: VectorQuerySchema }))
    .output(z.object({ headers: HeadersSchema.optional(), body: z.union([VectorSchema, FileSchema]) })),
}
