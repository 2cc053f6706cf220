import { Server } from 'node:net'
import { config } from '@/lib/config'
import { SemascopeError } from '@/lib/errors'
import { refuseListening } from '@/lib/http/listening'

/**
 * Throws `forbidden` when this process listens beyond this machine without accounts and without being told that
 * others are trusted. It looks at what is listened on, not at what was asked for: without --hostname Next.js listens
 * on every address.
 */
function checkListening(): void {
  for (const address of listenedOn()) {
    const refusal = refuseListening(address, config())
    if (refusal) throw new SemascopeError('forbidden', refusal)
  }
}

/** Set on the global object, for Next.js has modules of its own. */
const GUARDED = Symbol.for('semascope.pages are guarded')

/** Says that in this process whoever may not read a page is stopped before it is rendered. */
export function declareGuarded(): void {
  Reflect.set(globalThis, GUARDED, true)
}

/** Throws `forbidden` where built pages would be answered to anybody: their guard is the server's that `serve` starts. */
export function checkGuarded(): void {
  if (process.env.NODE_ENV !== 'development' && !Reflect.get(globalThis, GUARDED))
    throw new SemascopeError(
      'forbidden',
      'built pages are served by "semascope serve" alone, which guards them',
    )
}

/** Ends this process as these checks would have it. */
export function refuseExposed(): void {
  try {
    checkGuarded()
    checkListening()
  } catch (error) {
    process.stderr.write(`semascope: ${error instanceof Error ? error.message : error}\n`)
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
