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
          .describe('By tag, in addition to the tags of the query; null in an analysis without tags'),
        annotated: z.object({ yes: count, no: count }),
        starred: z.object({ yes: count, no: count }),
        personTags: z
          .array(z.object({ tag: z.string(), count }))
          .describe('The most used tags by people, in addition to those of the query'),
        active: z.object({ active: count, dead: count }),
      })
      .describe('How many features each choice would leave, with all other filters active'),
    density: z
      .object({ edges: z.array(z.number()), counts: z.array(count), all: z.array(count) })
      .describe(
        'Features that all other filters leave, by log10 of their density, and all features of the dictionary',
      ),
    maximum: range.describe('Lowest and highest maximum of the features that all other filters leave'),
    score: range.describe('Lowest and highest label score of the features that all other filters leave'),
    without: z
      .array(
        z.object({ group: z.enum(Object.keys(FILTER_GROUPS) as [FilterGroup, ...FilterGroup[]]), count }),
      )
      .describe('For each active group of filters, how many features match without it'),
  })
  .meta({ id: 'FeatureCounts' })
export type FeatureCounts = z.infer<typeof FeatureCountsSchema>
