import { InspectBodySchema } from '@/lib/contract/inspect'
import { inspect } from '@/lib/services/inspect'
import { otherMethods, route } from '../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Runs a text through the model and the dictionary; a full queue answers 503 with Retry-After. */
export const POST = route({ body: InspectBodySchema, needs: 'reader', writes: false }, ({ body, request }) =>
  inspect({ ...body, signal: request.signal }),
)
