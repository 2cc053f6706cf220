/** How many features a list has, and how many each choice of its filters would leave. Client-safe. */
import { z } from 'zod'
import { MOTIF_TAGS } from '@/lib/domain/motif'
import { FILTER_GROUPS, type FilterGroup } from './browse-query'

const count = z.number().int()
const range = z.object({ low: z.number(), high: z.number() }).nullable()

export const FeatureCountsSchema = z
  .object({
    matching: count,
    total: count,
    often: count.describe('Features of the dictionary that fire on more than 20 tokens'),
    dead: count.describe('Features of the dictionary that never fire'),
    options: z
      .object({
        same: z.object({ all: count, mixed: count }),
        label: z.object({ person: count, rules: count, llm: count, none: count }),
        tags: z
          .record(z.enum(MOTIF_TAGS), count)
          .nullable()
          .describe('By tag, with the tags already asked for; null in an analysis without tags'),
        annotated: z.object({ yes: count, no: count }),
        starred: z.object({ yes: count, no: count }),
        personTags: z
          .array(z.object({ tag: z.string(), count }))
          .describe('The tags by people used most, with those already asked for'),
        active: z.object({ active: count, dead: count }),
      })
      .describe('Features each choice would leave, all other filters in force'),
    density: z
      .object({ edges: z.array(z.number()), counts: z.array(count), all: z.array(count) })
      .describe(
        'Features that all other filters leave, by log10 of their density, and those of the dictionary',
      ),
    maximum: range.describe('Least and greatest maximum of features that all other filters leave'),
    score: range.describe('The same of label scores'),
    without: z
      .array(
        z.object({ group: z.enum(Object.keys(FILTER_GROUPS) as [FilterGroup, ...FilterGroup[]]), count }),
      )
      .describe('For each group of filters in force, features that match without it'),
  })
  .meta({ id: 'FeatureCounts' })
export type FeatureCounts = z.infer<typeof FeatureCountsSchema>
