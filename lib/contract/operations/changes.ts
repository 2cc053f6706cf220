import { z } from 'zod'
import {
  ChangesAnswerSchema,
  ChangesQuerySchema,
  ManyUndoneSchema,
  UndoManyBodySchema,
  UndoneSchema,
} from '../changes'
import { idParams, PersonBodySchema } from '../marks'
import { read, write } from './operation'

export const changes = {
  list: read('/changes', 'Changes of a person, newest first')
    .input(z.object({ query: ChangesQuerySchema }))
    .output(ChangesAnswerSchema),
  undo: write('POST', '/changes/{change}/undo', 'Undo a change of your own', {
    errors: ['not_found', 'conflict'],
  })
    .input(z.object({ params: idParams('change'), body: PersonBodySchema }))
    .output(UndoneSchema),
  undoMany: write('POST', '/changes/undo', 'Undo several changes of your own, all or none', {
    errors: ['not_found', 'conflict'],
  })
    .input(z.object({ body: UndoManyBodySchema }))
    .output(ManyUndoneSchema),
}
