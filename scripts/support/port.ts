import { createServer } from 'node:net'
import { SemascopeError } from '@/lib/errors'

/**
 * Returns a port that is free to listen on: the wanted one, or any free one for 0. Throws `conflict` for a busy port
 * and `invalid_input` for a host that is not this machine's, with advice.
 */
export function usablePort(host: string, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (cause: NodeJS.ErrnoException) => reject(explain(cause, host, wanted)))
    server.listen({ port: wanted, host, exclusive: true }, () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : wanted
      server.close(() => resolve(port))
    })
  })
}

function explain(cause: NodeJS.ErrnoException, host: string, port: number): SemascopeError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new SemascopeError(
        'conflict',
        `port ${port} on ${host} is in use by another program. Choose another with --port ${port + 1} or PORT=${port + 1}; --port 0 picks a free one`,
        { cause },
      )
    case 'EACCES':
      return new SemascopeError(
        'conflict',
        `port ${port} needs more rights than this user has; choose one above 1023`,
        {
          cause,
        },
      )
    default:
      return new SemascopeError('invalid_input', `cannot listen on ${host}:${port}: ${cause.message}`, {
        cause,
      })
  }
}
