import { request as httpRequest, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** Returns a server's answer to a path exactly as given (`fetch` would normalise the path), with the body as sent. */
export function ask(
  server: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { body, headers: sent, ...rest } = options
  // Node.js adds no length to the body of a DELETE.
  const headers = body === undefined ? sent : { ...sent, 'content-length': String(Buffer.byteLength(body)) }
  const { hostname, port } = new URL(server)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: hostname, port, path, headers, ...rest }, (answer) => {
      const { statusCode = 0, headers } = answer
      buffer(answer).then((all) => resolve({ status: statusCode, headers, body: all }), reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}
