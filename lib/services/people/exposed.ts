import { Server } from 'node:net'
import { config } from '@/lib/config'
import { messageOf, SemascopeError } from '@/lib/errors'
import { refuseListening } from '@/lib/http/listening'

/**
 * Throws `forbidden` for an address that other machines can reach, unless people sign in or other machines are trusted.
 */
export function checkAddress(host: string): void {
  const refusal = refuseListening(host, config())
  if (refusal) throw new SemascopeError('forbidden', refusal)
}

/**
 * Ends this process if it listens on an address that `checkAddress` refuses. The check looks at the address that the
 * process listens on, not at its settings: without --hostname Next.js listens on every address.
 */
export function refuseExposed(): void {
  try {
    for (const address of listenedOn()) checkAddress(address)
  } catch (error) {
    process.stderr.write(`semascope: ${messageOf(error)}\n`)
    process.exit(1)
  }
}

function listenedOn(): string[] {
  const { _getActiveHandles } = process as unknown as { _getActiveHandles?: () => unknown[] }
  if (!_getActiveHandles)
    throw new SemascopeError(
      'unsupported',
      'this Node.js does not tell what it listens on; use "semascope serve"',
    )
  return _getActiveHandles.call(process).flatMap((handle) => {
    const address = handle instanceof Server ? handle.address() : null
    return address !== null && typeof address === 'object' ? [address.address] : []
  })
}
