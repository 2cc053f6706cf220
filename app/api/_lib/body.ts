import { SemascopeError } from '@/lib/errors'
import { askedOf, type Step } from './context'

/** Length of the longest body of a write, in characters. */
const MAX_BODY = 1_048_576

/** Reads the body of an operation after the person was allowed to use it. Throws `bad_request`. */
export const readBody: Step = async ({ next, ...options }) => {
  const { context, request } = options
  const { hasBody } = askedOf(context)
  const body = async () => {
    if (!hasBody) return undefined
    context.notes.body = await readJson(context.request)
    return context.notes.body
  }
  return next({ ...options, request: { ...request, body } })
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > MAX_BODY)
    throw new SemascopeError('bad_request', `the body is longer than ${MAX_BODY} characters`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new SemascopeError('bad_request', 'the body is not JSON', { cause })
  }
}
