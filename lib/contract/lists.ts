import { z } from 'zod'
import { line } from './labels'
import { LIST_NAME_LENGTH, NOTE_LENGTH } from './limits'
import { change, onFeature, person, plainText } from './marks'
import { BigIdParamSchema, wholeListOf } from './scalars'
import { FeatureRowSchema, TokenTextSchema } from './schemas'

/** Lists: named, ordered collections of features of any dictionaries. Client-safe. */

/** Most entries of a list. */
export const LIST_LONGEST = 1000

const ListSummarySchema = z.object({
  slug: z.string(),
  name: z.string(),
  owner: z.string(),
  entries: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type ListSummary = z.infer<typeof ListSummarySchema>
export const ListsAnswerSchema = wholeListOf(ListSummarySchema)

const ListEntrySchema = z.object({
  id: z.number().int(),
  dictionary: z.string(),
  feature: z.number().int(),
  note: z.string(),
  label: z.string().nullable(),
  topTokens: z.array(TokenTextSchema).describe('Shown in place of a label'),
  addedAt: z.string(),
})
export type ListEntry = z.infer<typeof ListEntrySchema>
export const FeatureListSchema = ListSummarySchema.extend({ items: z.array(ListEntrySchema) })
export type FeatureList = z.infer<typeof FeatureListSchema>
export const ListWrittenSchema = z.object({ change, list: FeatureListSchema })
export const EntriesWrittenSchema = z.object({
  changes: z.array(z.number().int()).describe('The change of each feature that the list did not have'),
  list: FeatureListSchema,
})

const ListRowSchema = FeatureRowSchema.pick({
  count: true,
  density: true,
  maxActivation: true,
  sparkline: true,
  example: true,
}).extend({ entry: z.number().int() })
export type ListRow = z.infer<typeof ListRowSchema>
export const ListRowsAnswerSchema = wholeListOf(ListRowSchema)

export const ListParamsSchema = z.object({ list: z.string().min(1).max(80) })
export const EntryParamsSchema = ListParamsSchema.extend({
  entry: BigIdParamSchema,
})
const name = line(LIST_NAME_LENGTH)
const features = z.array(z.object(onFeature)).max(LIST_LONGEST)
export const ListBodySchema = z.object({ person, name })
export const NewListBodySchema = ListBodySchema.extend({
  key: z
    .string()
    .regex(/^[0-9a-f]{8}$/, 'must be 8 hexadecimal digits')
    .optional()
    .describe(
      'End of the address; the same request with the same key makes one list, however often it is sent',
    ),
  features: features.default([]).describe('The first features of the list, in order'),
})
export const EntriesBodySchema = z.object({ person, features: features.min(1) })
export const EntryBodySchema = z.object({ ...onFeature, person, note: plainText(NOTE_LENGTH).default('') })
export const EntryPatchSchema = z
  .object({
    person,
    note: plainText(NOTE_LENGTH).optional(),
    place: z
      .number()
      .int()
      .min(0)
      .max(LIST_LONGEST)
      .optional()
      .describe('New place among the other entries, from 0'),
  })
  .refine((body) => (body.note === undefined) !== (body.place === undefined), {
    message: 'must have either note or place',
  })
export const ListExportQuerySchema = z.object({ format: z.enum(['json', 'csv']).default('json') })

/** Returns the start of the address of a list: the words of its name in plain letters. */
export function slugWords(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '')
  return words || 'list'
}
