'use client'

import { useState } from 'react'

/** A secret that is shown only once, with a button to copy it. */
export function ShownOnce({ says, secret }: { says: string; secret: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret)
      setCopied(true)
    } catch {
      // copying is not allowed, or the page has no TLS: the text can still be selected
    }
  }
  return (
    <div className="once" role="status">
      <p>{says}</p>
      <code>{secret}</code>
      <p>
        <button className="btn" type="button" onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </button>
      </p>
    </div>
  )
}
