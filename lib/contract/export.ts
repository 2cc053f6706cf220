import { z } from 'zod'
import { FeaturesQuerySchema } from './browse-query'

/** Downloads of a list of features. */

const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const FeaturesExportQuerySchema = FeaturesQuerySchema.omit({
  limit: true,
  cursor: true,
  from: true,
  examples: true,
}).extend({ format: z.enum(EXPORT_FORMATS).default('jsonl') })
