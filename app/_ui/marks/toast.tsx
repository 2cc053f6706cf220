'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import { messageOf } from '@/lib/errors'
import { api } from '../data/client'
import { useKeys } from '../keys'
import { dismissOffer, type Offer, offerUndo, sayFailure, useOffer } from './offer'

import './toast.css'

const SHOWN_MS = 12_000

/** Shows the last change, with a button and a key to undo it. The toast lies over the page and moves nothing. */
export function Toast() {
  const offer = useOffer()
  return (
    <div className="toasts" role="status">
      {offer ? <Offered key={`${offer.change}${offer.words}`} offer={offer} /> : null}
    </div>
  )
}

function Offered({ offer }: { offer: Offer }) {
  const { change, person, after, words, isUndo, isFailure } = offer
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(dismissOffer, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isHeld])

  const takeBack = useCallback(async () => {
    if (change === null) return
    dismissOffer()
    try {
      const answer = await api.changes.undo({ params: { change }, body: { person } })
      after()
      const next = isUndo ? 'Redone' : 'Undone'
      offerUndo({ words: next, change: answer.change, after, isUndo: !isUndo })
    } catch (error) {
      sayFailure(`This could not be undone: ${messageOf(error)}`)
    }
  }, [change, person, after, isUndo])
  const name = isUndo ? 'Redo' : 'Undo'
  const keys = useMemo(
    () => (change === null ? [] : [{ keys: 'u', does: 'undo the last change', run: takeBack }]),
    [change, takeBack],
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
      {change === null ? null : (
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
