import { z } from 'zod'
import { AnnotationBodySchema, AnnotationsAnswerSchema } from '../annotations'
import { FeatureQuerySchema } from '../labels'
import { AnnotationsWrittenSchema } from '../marks'
import { read, write } from './operation'

const errors = ['not_found'] as const

export const annotations = {
  list: read('/annotations', 'Current rubric scores of a feature', { errors })
    .input(z.object({ query: FeatureQuerySchema }))
    .output(AnnotationsAnswerSchema),
  add: write('POST', '/annotations', "Store a person's rubric scores", { status: 201, errors })
    .input(z.object({ body: AnnotationBodySchema }))
    .output(AnnotationsWrittenSchema),
}
