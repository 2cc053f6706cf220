/**
 * The web server of one address: the API by its own routes, everything else by Next.js. Ends on SIGTERM or SIGINT when
 * what was asked is answered. Given the path of a socket, it renders pages for another one instead, and ends with it.
 */
import { createServer } from 'node:http'
import next from 'next'
import { config } from '@/lib/config'
import { refuseListening } from '@/lib/http/listening'
import { log } from '@/lib/log'
import { declareGuarded } from '@/lib/services/people/exposed'
import { mayRead } from '@/lib/services/people/may-read'
import { guarded } from './guard'
import { type Answer, createPages } from './pages'
import { startRenderer } from './renderer'

const { host, port, root, renderers } = config()
const socketPath = process.argv[2]

function fail(message: string): never {
  process.stderr.write(`semascope: ${message}\n`)
  process.exit(1)
}

const refusal = refuseListening(host, config())
if (refusal) fail(refusal)

const server = createServer()
server.on('error', (error) => fail(error.message))
const app = next({ dir: root, hostname: host, port, httpServer: server, quiet: true })
declareGuarded()
await app.prepare()
const answerByNext = app.getRequestHandler()
const render: Answer = (request, response) =>
  answerByNext(request, response).catch((error: unknown) => {
    log.error({ err: error, url: request.url }, 'a page could not be answered')
    response.destroy()
  })

if (socketPath) {
  server.on('request', (request, response) => void render(request, response))
  server.listen(socketPath, () => process.send?.('ready'))
  process.once('disconnect', () => process.exit(0))
} else {
  // a renderer needs none of the API's code
  const [{ routes }, { apiListener }] = await Promise.all([import('api-routes'), import('./api')])
  const pages = createPages({ render, start: startRenderer, most: renderers })
  const answerApi = apiListener(routes)
  const answerPage = guarded(
    (request, response) => (request.url?.startsWith('/_next/') ? render : pages.answer)(request, response),
    mayRead,
  )
  server.on('request', (request, response) => {
    const { url = '' } = request
    if (url.startsWith('/api/')) answerApi(request, response)
    else void answerPage(request, response)
  })
  server.listen(port, host)
  process.once('exit', () => pages.stop())
}

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    server.close(() => process.exit(0))
    server.closeIdleConnections()
  })
