import { z } from 'zod'
import { line } from './labels'
import { LIST_NAME_LENGTH, NOTE_LENGTH } from './limits'
import { change, onFeature, person, plainText } from './marks'
import { BigIdParamSchema, wholeListOf } from './scalars'
import { TokenTextSchema } from './schemas'

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

export const ListParamsSchema = z.object({ list: z.string().min(1).max(80) })
export const EntryParamsSchema = ListParamsSchema.extend({
  entry: BigIdParamSchema,
})
const name = line(LIST_NAME_LENGTH)
export const ListBodySchema = z.object({ person, name })
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
