'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import { useKeys } from '../keys'
import { dismissOffer, type Offer, useOffer } from './offer'
import { useUndo } from './use-undo'

import './toast.css'

const SHOWN_MS = 12_000

/** Shows the last change, with a button and a key to undo it. The toast lies over the page and moves nothing. */
export function Toast() {
  const offer = useOffer()
  return (
    <div className="toasts" role="status">
      {offer ? <Offered key={`${offer.changes}${offer.words}`} offer={offer} /> : null}
    </div>
  )
}

function Offered({ offer }: { offer: Offer }) {
  const { changes, words, isUndo, isFailure } = offer
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(dismissOffer, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isHeld])

  const undo = useUndo()
  const takeBack = useCallback(() => {
    dismissOffer()
    undo(offer)
  }, [undo, offer])
  const name = isUndo ? 'Redo' : 'Undo'
  const keys = useMemo(
    () => (changes.length === 0 ? [] : [{ keys: 'u', does: 'undo the last change', run: takeBack }]),
    [changes, takeBack],
  )
  useKeys(keys)

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the toast stays while the pointer or the focus is on it
    <div
      className={isFailure ? 'toast bad' : 'toast'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{words}</span>
      {changes.length === 0 ? null : (
        <button className="btn" type="button" onClick={takeBack}>
          {name} <kbd>u</kbd>
        </button>
      )}
      <button className="icon" type="button" aria-label="Dismiss" onClick={dismissOffer}>
        ×
      </button>
    </div>
  )
}
