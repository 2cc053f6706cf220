'use client'

import { useConnection } from './use-connection'

const WORDS = {
  fine: '',
  offline: 'Offline: changes are kept and sent when the connection is back',
  silent: 'The server does not answer, trying again',
} as const

/** Says over the page that the network or the server is away. It goes by itself when both are back. */
export function ConnectionStatus() {
  const words = WORDS[useConnection()]
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-bar z-30 flex justify-center px-4 print:hidden"
    >
      {words ? (
        <p className="pointer-events-auto mt-2 rounded-2 border border-l-3 border-warn bg-raised px-3 py-1 shadow-float">
          {words}
        </p>
      ) : null}
    </div>
  )
}
