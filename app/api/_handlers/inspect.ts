import { inspect as inspectText } from '@/lib/services/inspect'
import { api } from '../_lib/implement'

export const inspect = {
  /** Runs a text through the model and the dictionary; a full queue answers 503 with Retry-After. */
  text: api.inspect.text.handler(({ input: { body }, context: { request } }) =>
    inspectText({ ...body, signal: request.signal }),
  ),
}
