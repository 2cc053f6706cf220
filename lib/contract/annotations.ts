import { z } from 'zod'
import { line } from './labels'
import { FULL_AGREEMENT, INTERPRETATION_LENGTH, NAME_LENGTH } from './limits'
import { DictionaryIdSchema, FeatureIndexSchema, wholeListOf } from './scalars'

/** A person's scores of a feature by the rubric of "Towards Monosemanticity", at most 14 points. Client-safe. */

const points = (most: number) => z.number().int().min(0).max(most)

export const RubricSchema = z.object({
  interpretation: z.string().trim().max(INTERPRETATION_LENGTH),
  confidence: points(3),
  activationConsistency: points(FULL_AGREEMENT),
  logitConsistency: points(3),
  separation: points(1).nullable().describe('Asked only if activations do not agree fully; else null'),
  specificity: points(3),
})
export type Rubric = z.infer<typeof RubricSchema>

const AnnotationSchema = RubricSchema.extend({
  id: z.number().int(),
  annotator: z.string(),
  total: z.number().int().describe('Sum of the answers, at most 14'),
  createdAt: z.string(),
})
export type Annotation = z.infer<typeof AnnotationSchema>

export const AnnotationsAnswerSchema = wholeListOf(AnnotationSchema)

export const AnnotationBodySchema = RubricSchema.extend({
  dictionary: DictionaryIdSchema,
  feature: FeatureIndexSchema,
  annotator: line(NAME_LENGTH),
}).refine((body) => (body.separation === null) === (body.activationConsistency === FULL_AGREEMENT), {
  path: ['separation'],
  message: `must be answered below ${FULL_AGREEMENT} for activationConsistency and null at ${FULL_AGREEMENT}`,
})
