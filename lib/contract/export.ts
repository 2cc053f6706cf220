import { z } from 'zod'
import { BrowseListSchema } from './browse-query'

/** Downloads of a list of features. */

const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const FeaturesExportQuerySchema = BrowseListSchema.extend({
  format: z.enum(EXPORT_FORMATS).default('jsonl'),
})
