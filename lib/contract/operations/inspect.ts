import { z } from 'zod'
import { InspectAnswerSchema, InspectBodySchema } from '../inspect'
import { write } from './operation'

export const inspect = {
  text: write('POST', '/inspect', 'Run a text through the model and the dictionary', {
    ...{ needs: 'reader', writes: false },
    errors: ['not_found', 'conflict', 'busy'],
  })
    .input(z.object({ body: InspectBodySchema }))
    .output(InspectAnswerSchema),
}
