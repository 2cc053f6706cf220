import { z } from 'zod'
import { SAMPLINGS, STUDY_ROLES } from '@/lib/domain/study'
import { ShuffledWeightsSchema } from './schemas'

/** The results of a closed study. Client-safe. */

const count = z.number().int()
const role = z.enum(STUDY_ROLES)

/** One person's answers on one item, or their skip: a row of the export. */
export const StudyRowSchema = z.object({
  item: z.uuid(),
  role,
  dictionary: z.string(),
  feature: count,
  density: z.number(),
  annotator: z.string(),
  outcome: z.enum(['scored', 'skipped']),
  submission: z.uuid().nullable(),
  interpretation: z.string().nullable(),
  confidence: count.nullable(),
  activationConsistency: count.nullable(),
  separation: count.nullable(),
  logitConsistency: count.nullable(),
  specificity: count.nullable(),
  total: count.nullable(),
  levels: z.array(count.nullable()).nullable(),
  milliseconds: count,
  skipReason: z.string().nullable(),
  skipNote: z.string().nullable(),
  recordedAt: z.string(),
})
export type StudyRow = z.infer<typeof StudyRowSchema>

const AGREEMENT_QUESTIONS = [
  'total',
  'confidence',
  'activationConsistency',
  'separation',
  'logitConsistency',
  'specificity',
  'levels',
] as const

const StudySummarySchema = z.object({
  groups: z.array(
    z.object({
      role,
      items: count.describe('Number of items that were drawn'),
      scored: count.describe('Items with a score'),
      scores: count.describe('Number of current scores'),
      skipped: count,
      histogram: z.array(count).length(15).describe('Items by the rounded mean total of their annotators'),
      median: z.number().nullable().describe('Median of the mean totals of items'),
      interval: z
        .object({ low: z.number(), high: z.number() })
        .nullable()
        .describe('95 % interval of the median, bootstrap over items'),
    }),
  ),
  tests: z.array(
    z.object({
      first: role,
      second: role,
      u: z.number(),
      superiority: z
        .number()
        .describe('Chance that an item of the first scores higher than one of the second'),
      p: z.number().describe('p of the two-sided rank-sum test of the mean totals of items, by itself'),
      adjusted: z.number().describe('The same p, adjusted by Holm for all tests of the study'),
      method: z.enum(['exact', 'normal']),
    }),
  ),
  byDensity: z.array(
    z.object({
      role,
      decade: count.describe('Densities from 10^decade up to 10^(decade + 1)'),
      items: count,
      median: z.number(),
    }),
  ),
  byLevel: z.array(
    z.object({ role, level: count, items: count, mean: z.number().describe('Mean of the means of items') }),
  ),
  agreement: z.array(
    z.object({
      question: z.enum(AGREEMENT_QUESTIONS),
      alpha: z.number().nullable().describe('Krippendorff’s alpha, ordinal; null if undefined'),
      units: count.describe('Items, or item levels, with two answers or more'),
    }),
  ),
  medianMilliseconds: z.number().nullable().describe('Median time of a score; skipped items do not count'),
  totalMilliseconds: z.number().describe('Time of all current scores; skipped items do not count'),
  annotators: z.array(
    z.object({
      annotator: z.string(),
      scored: count,
      skipped: count,
      medianMilliseconds: z.number().nullable(),
    }),
  ),
})
export type StudySummary = z.infer<typeof StudySummarySchema>

const StudySettingsSchema = z.object({
  id: count,
  name: z.string(),
  sampling: z.enum(SAMPLINGS),
  itemsEach: count,
  examples: count,
  annotators: count,
  minFirings: count,
  asksLevels: z.boolean(),
  seed: count,
  createdBy: z.string(),
  createdAt: z.string(),
  closedBy: z.string(),
  closedAt: z.string(),
  sources: z.array(
    z.object({
      dictionary: z.string(),
      role,
      analysis: count,
      corpus: z.string(),
      weightsHash: z.string(),
      shuffledWeights: ShuffledWeightsSchema,
      features: count,
      eligible: count,
    }),
  ),
})
export type StudySettingsView = z.infer<typeof StudySettingsSchema>

const StudyItemSchema = z.object({
  item: z.uuid(),
  role,
  dictionary: z.string(),
  feature: count,
  density: z.number(),
  label: z.string().nullable(),
  mean: z.number().nullable(),
  rows: z.array(StudyRowSchema),
})
export type StudyItem = z.infer<typeof StudyItemSchema>

export const StudyResultsSchema = z.object({
  study: StudySettingsSchema,
  summary: StudySummarySchema,
  items: z.array(StudyItemSchema),
})
export type StudyResults = z.infer<typeof StudyResultsSchema>

export const StudyExportQuerySchema = z.object({
  format: z.enum(['csv', 'jsonl', 'codebook']).default('csv'),
})
