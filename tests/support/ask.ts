import { request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** Listens at a free port of this machine; `ask` finds the port. */
export const listen = (server: Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

export const portOf = (server: Server) => (server.address() as AddressInfo).port

/** Returns a server's answer to a path exactly as given (`fetch` would normalise the path), with the body as sent. */
export function ask(
  server: Server,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { body, ...rest } = options
    const request = httpRequest({ host: '127.0.0.1', port: portOf(server), path, ...rest }, (answer) => {
      const { statusCode = 0, headers } = answer
      buffer(answer).then((all) => resolve({ status: statusCode, headers, body: all }), reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}
