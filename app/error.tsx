'use client'

import { useEffect, useState } from 'react'

/** The page that is shown if a page throws: what failed, and a button to try again. The server log has the cause. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const [tries, setTries] = useState(0)
  useEffect(() => {
    document.title = 'Failed · Semascope'
  }, [])
  return (
    <main id="main" className="say">
      <h1>This page failed</h1>
      <div className="err" role="alert">
        <p>
          <b>The page could not be shown.</b>{' '}
          {error.digest ? 'The server log has the cause, with the number below.' : error.message}
        </p>
        <p className="row">
          <button
            className="btn"
            type="button"
            onClick={() => {
              setTries(tries + 1)
              reset()
            }}
          >
            Try again
          </button>
          {error.digest ? <span className="dim mono">{error.digest}</span> : null}
          {tries > 0 ? <span className="dim">tried {tries === 1 ? 'once' : `${tries} times`}</span> : null}
        </p>
      </div>
    </main>
  )
}
