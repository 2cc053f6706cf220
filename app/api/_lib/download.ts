/** Returns a file as an answer. `body` is sent while it is made, or at once. */
export function download(file: {
  readonly name: string
  readonly type: string
  readonly body: string | Uint8Array<ArrayBuffer> | AsyncGenerator<string>
}) {
  const { name, type, body } = file
  return {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
    body:
      typeof body === 'string' || body instanceof Uint8Array ? new Blob([body], { type }) : streamOf(body),
  }
}

/** Turns text into bytes, as fast as a client reads them. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
