'use client'

import { useEffect, useState } from 'react'

const SHOWN_MS = 1500

/** Copies the address of the page, which holds the whole view. */
export function CopyLink() {
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(''), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [said])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href)
      setSaid('Copied')
    } catch {
      setSaid('Not allowed')
    }
  }
  return (
    <button className="btn copy" type="button" onClick={copy}>
      <span aria-live="polite">{said || 'Copy link'}</span>
    </button>
  )
}
