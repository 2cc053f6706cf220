import { z } from 'zod'
import { ChangesAnswerSchema, ChangesQuerySchema, UndoneSchema } from '../changes'
import { idParams, PersonBodySchema } from '../marks'
import { read, write } from './operation'

export const changes = {
  list: read('/changes', 'What a person did, newest first')
    .input(z.object({ query: ChangesQuerySchema }))
    .output(ChangesAnswerSchema),
  undo: write('POST', '/changes/{change}/undo', "Take one's change back", {
    errors: ['not_found', 'conflict'],
  })
    .input(z.object({ params: idParams('change'), body: PersonBodySchema }))
    .output(UndoneSchema),
}
