import { z } from 'zod'
import { FeatureSchema, LabelAuthorKind } from './feature'

/** Labels of a feature: short texts with an author and a history. Client-safe. */

export const LABEL_LENGTH = 280
export const NAME_LENGTH = 80

/** One line of text a person typed: trimmed, without control characters. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must be at most ${longest} characters`)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters')

export const LabelSchema = z.object({
  id: z.number().int(),
  text: z.string(),
  authorKind: LabelAuthorKind,
  author: z.string(),
  score: z.number().nullable(),
  scoreKind: z.string().nullable(),
  evidence: z.unknown().describe('What the score was computed from'),
  createdAt: z.string(),
  current: z.boolean().describe('False for what was edited or retired: history'),
})
export type Label = z.infer<typeof LabelSchema>

/** A feature with its labels: what the API says about one. */
export const FeatureAnswerSchema = FeatureSchema.extend({ labels: z.array(LabelSchema) })

export const FeatureQuerySchema = z.object({
  dictionary: z.string().min(1).max(200),
  feature: z.coerce.number().int().min(0).max(2_147_483_647),
})

export const LabelsAnswerSchema = z.object({ items: z.array(LabelSchema), nextCursor: z.null() })

export const LabelBodySchema = z.object({
  dictionary: z.string().min(1).max(200),
  feature: z.number().int().min(0).max(2_147_483_647),
  text: line(LABEL_LENGTH),
  author: line(NAME_LENGTH),
})
export type LabelBody = z.infer<typeof LabelBodySchema>

/** The label a feature is known by: the newest of a person, else the rules', else another explainer's. */
export function shownLabel(labels: readonly Label[]): Label | null {
  const current = labels.filter((label) => label.current).toSorted((a, b) => b.id - a.id)
  const newest = (kind: Label['authorKind']) => current.find((label) => label.authorKind === kind)
  return newest('person') ?? newest('rules') ?? newest('llm') ?? null
}
