const texts = new WeakMap<Response, string>()

/** An answer that is JSON already. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** An answer as JSON, as `Response.json` makes it; its text stays at hand. Throws `TypeError` for what is no JSON. */
export function json(
  answer: unknown,
  { status, headers }: { status: number; headers: HeadersInit },
): Response {
  const text = answer instanceof JsonText ? answer.text : JSON.stringify(answer)
  if (text === undefined) throw new TypeError('the answer cannot be written as JSON')
  const response = new Response(text, { status, headers })
  response.headers.set('content-type', 'application/json')
  texts.set(response, text)
  return response
}

/** The text of a response that `json` made: reading it from the response takes turns of the event loop. */
export const textOf = (response: Response): string | undefined => texts.get(response)
