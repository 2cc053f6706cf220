'use client'

import { useEffect, useState } from 'react'
import { Button } from './kit/button'
import { Dialog } from './kit/dialog'
import { Input } from './kit/input'

const SHOWN_MS = 1500

/**
 * Copies the address of the page, which holds the whole view. A browser that may not copy, as on a server without HTTPS, shows
 * the address, chosen, to be copied by hand.
 */
export function CopyLink() {
  const [isCopied, setCopied] = useState(false)
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href)
      setCopied(true)
    } catch {
      setAddress(window.location.href)
    }
  }
  return (
    <>
      <Button className="min-w-20.5" onClick={copy}>
        <span aria-live="polite">{isCopied ? 'Copied' : 'Copy link'}</span>
      </Button>
      <Dialog
        open={address !== null}
        onOpenChange={() => setAddress(null)}
        title="Copy this address"
        description="This browser does not let the page copy on a server without HTTPS. The address is chosen: copy it by hand."
      >
        <Input
          readOnly
          className="w-full"
          aria-label="Address of the page"
          value={address ?? ''}
          onFocus={(event) => event.currentTarget.select()}
        />
      </Dialog>
    </>
  )
}
