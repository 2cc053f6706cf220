import { z } from 'zod'
import { IdParamSchema, limitParam, listOf } from '../scalars'
import { RunSchema } from '../schemas'
import { read, write } from './operation'

const params = z.object({ run: IdParamSchema })

export const runs = {
  list: read('/runs', 'Runs, live ones first')
    .input(z.object({ query: z.object({ limit: limitParam(50) }) }))
    .output(listOf(RunSchema)),
  get: read('/runs/{run}', 'One run', { errors: ['not_found'] })
    .input(z.object({ params }))
    .output(RunSchema),
  cancel: write('POST', '/runs/{run}/cancel', 'Stop a live run', {
    needs: 'admin',
    errors: ['not_found', 'conflict'],
  })
    .input(z.object({ params }))
    .output(RunSchema),
  retry: write('POST', '/runs/{run}/retry', 'Put a failed or cancelled run back to work', {
    needs: 'admin',
    errors: ['not_found', 'conflict'],
  })
    .input(z.object({ params }))
    .output(RunSchema),
}
