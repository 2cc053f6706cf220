'use client'

import { useEffect } from 'react'
import { Button } from './_ui/kit/button'
import { Says } from './_ui/says'

/** What stands in the frame if a page throws: what failed, and a button that loads the page again. */
export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  useEffect(() => {
    document.title = 'Not loaded · Semascope'
  }, [])
  return (
    <Says title="This page could not be loaded">
      <p role="alert" className="text-ink-2">
        {error.digest ? 'The server log has the cause, with the number below.' : error.message}
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        {error.digest ? <code className="text-12 text-ink-3">{error.digest}</code> : null}
      </div>
    </Says>
  )
}
