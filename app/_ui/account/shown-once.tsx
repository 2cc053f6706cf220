'use client'

import { useState } from 'react'
import { Button } from '../kit/button'

/** A secret that is shown only once, with a button to copy it. */
export function ShownOnce({ says, secret }: { says: string; secret: string }) {
  const [copied, setCopied] = useState<'yes' | 'refused' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret)
      setCopied('yes')
    } catch {
      setCopied('refused')
    }
  }
  return (
    <div className="my-3 grid gap-2 rounded-2 bg-accent-soft px-4 py-3" role="status">
      <p>{says}</p>
      <code className="select-all wrap-anywhere">{secret}</code>
      <p className="flex flex-wrap items-center gap-2">
        <Button onClick={copy}>{copied === 'yes' ? 'Copied' : 'Copy'}</Button>
        {copied === 'refused' ? (
          <span className="text-ink-2">
            This browser does not allow it here: select the text above and copy it.
          </span>
        ) : null}
      </p>
    </div>
  )
}
