import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** Pieces so small that lines and rows are cut, and the time in which a browser parses and would paint each. */
const PIECE_BYTES = 900
const BETWEEN_MS = 25

/**
 * A server in front of another that delivers what is seen of documents in small pieces with pauses, as a slow connection
 * does; all else passes at once.
 */
export async function deliverSlowly(target: string): Promise<{ url: string; stop: () => void }> {
  const server = http.createServer((request, response) => {
    const { 'accept-encoding': _, ...headers } = request.headers
    const onwards = http.request(new URL(request.url ?? '/', target), { method: request.method, headers })
    onwards.on('response', async (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      if (!answer.headers['content-type']?.startsWith('text/html')) return answer.pipe(response)
      const document = await buffer(answer)
      const seen = document.indexOf('</main>')
      let at = 0
      for (; at < seen; at += PIECE_BYTES) {
        response.write(document.subarray(at, at + PIECE_BYTES))
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
      }
      response.end(document.subarray(at))
    })
    onwards.on('error', () => response.destroy())
    request.pipe(onwards)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
