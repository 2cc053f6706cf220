/** Every operation of the API with the schemas its route validates with: the source of openapi.json. */
import { z } from 'zod'
import { FeaturesExportQuerySchema } from '@/lib/contract/export'
import { AnnotationBodySchema, AnnotationsAnswerSchema } from './annotations'
import { BrowseFiltersSchema, FeaturesQuerySchema } from './browse-query'
import { ExamplesAnswerSchema, ExamplesQuerySchema } from './feature'
import {
  SimilarSchema,
  TokenEffectsQuerySchema,
  TokenEffectsSchema,
  VectorQuerySchema,
  VectorSchema,
} from './feature-compute'
import { FeatureCountsSchema } from './feature-counts'
import { InspectAnswerSchema, InspectBodySchema } from './inspect'
import { FeatureAnswerSchema, FeatureQuerySchema, LabelBodySchema, LabelsAnswerSchema } from './labels'

import { MARK_OPERATIONS } from './mark-operations'
import { AnnotationsWrittenSchema, LabelsWrittenSchema, PersonBodySchema } from './marks'
import { PEOPLE_OPERATIONS } from './people-operations'

import { QualitySchema } from './quality'
import { listOf } from './scalars'
import { DictionarySchema, FeatureRowSchema, HealthSchema, RunSchema } from './schemas'
import {
  SearchLabelsAnswerSchema,
  SearchLabelsQuerySchema,
  SearchTokensAnswerSchema,
  SearchTokensQuerySchema,
} from './search'
import { STUDY_OPERATIONS } from './study-operations'
import { SuggestAnswerSchema, SuggestQuerySchema } from './suggest'

export interface Operation {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** Path under /api/v1 with `{names}` of its parameters. */
  readonly path: string
  readonly summary: string
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly answer: z.ZodType
  readonly status?: number
  /** Media types of the answer when it is not JSON; `answer` is then one line. */
  readonly media?: readonly string[]
  /** How one signs in for it, on a server with accounts: by session or token unless it says otherwise. */
  readonly security?: 'session' | 'none'
}

const feature = '/dictionaries/{dictionary}/features/{feature}'

export const OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/health',
    summary: 'Whether the database answers',
    answer: HealthSchema,
    security: 'none',
  },
  {
    method: 'get',
    path: '/dictionaries',
    summary: 'All dictionaries with their quality',
    answer: listOf(DictionarySchema),
  },
  {
    method: 'get',
    path: '/dictionaries/{dictionary}',
    summary: 'One dictionary with its quality',
    answer: DictionarySchema,
  },
  {
    method: 'get',
    path: '/dictionaries/{dictionary}/quality',
    summary: 'Every quality metric with its sample, how it was trained, and its neighbours by L0',
    answer: QualitySchema,
  },
  {
    method: 'get',
    path: '/dictionaries/{dictionary}/features',
    summary: 'Features, filtered and ordered; dead ones come last',
    query: FeaturesQuerySchema,
    answer: listOf(FeatureRowSchema),
  },
  {
    method: 'get',
    path: '/dictionaries/{dictionary}/features/counts',
    summary: 'How many features match, and how many each choice of a filter would leave',
    query: BrowseFiltersSchema,
    answer: FeatureCountsSchema,
  },
  {
    method: 'get',
    path: '/dictionaries/{dictionary}/export',
    summary: 'The features a list leaves, in its order, streamed a feature a line',
    query: FeaturesExportQuerySchema,
    answer: FeatureRowSchema,
    media: ['application/jsonl', 'text/csv'],
  },
  { method: 'get', path: feature, summary: 'All that is known about a feature', answer: FeatureAnswerSchema },
  {
    method: 'get',
    path: `${feature}/examples`,
    summary: 'Chosen examples of a feature with their whole sequences',
    query: ExamplesQuerySchema,
    answer: ExamplesAnswerSchema,
  },
  {
    method: 'get',
    path: `${feature}/effects`,
    summary: 'What the feature does to the next tokens at each place of a sequence',
    query: TokenEffectsQuerySchema,
    answer: TokenEffectsSchema,
  },
  {
    method: 'get',
    path: `${feature}/similar`,
    summary: 'Nearest features by decoder and by activity, in this and other dictionaries',
    answer: SimilarSchema,
  },
  {
    method: 'get',
    path: `${feature}/vector`,
    summary: 'Encoder and decoder of the feature; a safetensors file when asked for',
    query: VectorQuerySchema,
    answer: VectorSchema,
  },
  {
    method: 'get',
    path: '/search/tokens',
    summary: 'Features that fire on a token, raise it or lower it',
    query: SearchTokensQuerySchema,
    answer: SearchTokensAnswerSchema,
  },
  {
    method: 'get',
    path: '/search/labels',
    summary: 'Features by words of their label',
    query: SearchLabelsQuerySchema,
    answer: SearchLabelsAnswerSchema,
  },
  {
    method: 'get',
    path: '/search/suggest',
    summary: 'Features, tokens and dictionaries that a few characters may mean',
    query: SuggestQuerySchema,
    answer: SuggestAnswerSchema,
  },
  {
    method: 'post',
    path: '/inspect',
    summary: 'Run a text through the model and the dictionary',
    body: InspectBodySchema,
    answer: InspectAnswerSchema,
  },
  {
    method: 'get',
    path: '/labels',
    summary: 'Labels of a feature with their history',
    query: FeatureQuerySchema,
    answer: LabelsAnswerSchema,
  },
  {
    method: 'post',
    path: '/labels',
    summary: "Add or edit a person's label",
    body: LabelBodySchema,
    answer: LabelsWrittenSchema,
    status: 201,
  },
  {
    method: 'delete',
    path: '/labels/{label}',
    summary: "Retire one's label",
    body: PersonBodySchema,
    answer: LabelsWrittenSchema,
  },
  {
    method: 'get',
    path: '/annotations',
    summary: 'Standing rubric scores of a feature',
    query: FeatureQuerySchema,
    answer: AnnotationsAnswerSchema,
  },
  {
    method: 'post',
    path: '/annotations',
    summary: "Store a person's rubric scores",
    body: AnnotationBodySchema,
    answer: AnnotationsWrittenSchema,
    status: 201,
  },
  {
    method: 'get',
    path: '/runs',
    summary: 'Runs, live ones first',
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    answer: listOf(RunSchema),
  },
  { method: 'get', path: '/runs/{run}', summary: 'One run', answer: RunSchema },
  { method: 'post', path: '/runs/{run}/cancel', summary: 'Stop a live run', answer: RunSchema },
  {
    method: 'post',
    path: '/runs/{run}/retry',
    summary: 'Put a failed or cancelled run back to work',
    answer: RunSchema,
  },
  ...STUDY_OPERATIONS,
  ...MARK_OPERATIONS,
  ...PEOPLE_OPERATIONS,
]
