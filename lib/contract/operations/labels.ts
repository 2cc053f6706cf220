import { z } from 'zod'
import { FeatureQuerySchema, LabelBodySchema, LabelsAnswerSchema } from '../labels'
import { idParams, LabelsWrittenSchema, PersonBodySchema } from '../marks'
import { read, write } from './operation'

const errors = ['not_found'] as const

export const labels = {
  list: read('/labels', 'Labels of a feature with their history', { errors })
    .input(z.object({ query: FeatureQuerySchema }))
    .output(LabelsAnswerSchema),
  add: write('POST', '/labels', "Add or edit a person's label", {
    status: 201,
    errors: [...errors, 'conflict'],
  })
    .input(z.object({ body: LabelBodySchema }))
    .output(LabelsWrittenSchema),
  retire: write('DELETE', '/labels/{label}', "Retire one's label", { errors })
    .input(z.object({ params: idParams('label'), body: PersonBodySchema }))
    .output(LabelsWrittenSchema),
}
