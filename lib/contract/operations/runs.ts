import { z } from 'zod'
import { IdParamSchema, limitParam, listOf } from '../scalars'
import { RunSchema } from '../schemas'
import { read, write } from './operation'

const params = z.object({ run: IdParamSchema })

export const runs = {
  list: read('/runs', 'Runs, with waiting and running ones first')
    .input(z.object({ query: z.object({ limit: limitParam(50) }) }))
    .output(listOf(RunSchema)),
  get: read('/runs/{run}', 'One run', { errors: ['not_found'] })
    .input(z.object({ params }))
    .output(RunSchema),
  cancel: write('POST', '/runs/{run}/cancel', 'Stop a waiting or running run', {
    needs: 'admin',
    errors: ['not_found', 'conflict'],
  })
    .input(z.object({ params }))
    .output(RunSchema),
  retry: write('POST', '/runs/{run}/retry', 'Start a failed or cancelled run again', {
    needs: 'admin',
    errors: ['not_found', 'conflict'],
  })
    .input(z.object({ params }))
    .output(RunSchema),
}
