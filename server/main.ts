/**
 * The web server of one address: the API by its own routes, everything else by Next.js. Ends on SIGTERM or SIGINT when
 * what was asked is answered.
 */
import { createServer } from 'node:http'
import { routes } from 'api-routes'
import next from 'next'
import { refuseListening } from '@/lib/api/listening'
import { config } from '@/lib/config'
import { apiListener } from './api'

const { host, port, root } = config()
const refusal = refuseListening(host, config())
if (refusal) {
  process.stderr.write(`semascope: ${refusal}\n`)
  process.exit(1)
}

const server = createServer()
const pages = next({ dir: root, hostname: host, port, httpServer: server, quiet: true })
await pages.prepare()
const answerPage = pages.getRequestHandler()
const answerApi = apiListener(routes)

server.on('request', (request, response) => {
  if (request.url?.startsWith('/api/')) answerApi(request, response)
  else void answerPage(request, response)
})
server.on('error', (error) => {
  process.stderr.write(`semascope: ${error.message}\n`)
  process.exit(1)
})
server.listen(port, host)

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    server.close(() => process.exit(0))
    server.closeIdleConnections()
  })
