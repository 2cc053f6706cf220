'use client'

import { useCallback, useMemo } from 'react'
import { useKeys } from '../keys'
import { Kbd } from '../kit/kbd'
import { Toast } from '../kit/toast'
import { dismissOffer, type Offer, useOffers } from './offer'
import { useUndo } from './use-undo'

/** Shows the last changes, each with a button that undoes it, and failures. The key `u` undoes the newest change. */
export function Toasts() {
  const offers = useOffers()
  const undo = useUndo()
  const take = useCallback(
    (offer: Offer) => {
      dismissOffer(offer.id)
      undo(offer)
    },
    [undo],
  )
  const newest = offers.findLast(({ changes }) => changes.length > 0)
  const keys = useMemo(
    () => (newest ? [{ keys: 'u', does: 'undo the last change', run: () => take(newest) }] : []),
    [newest, take],
  )
  useKeys(keys)
  return offers.map((offer) => {
    const name = offer.isUndo ? 'Redo' : 'Undo'
    return (
      <Toast
        key={offer.id}
        isFailure={offer.isFailure}
        onClose={() => dismissOffer(offer.id)}
        action={
          offer.changes.length === 0
            ? undefined
            : {
                name: (
                  <>
                    {name} {offer === newest ? <Kbd>u</Kbd> : null}
                  </>
                ),
                alt: `${name}: press u, or F8 to reach the message`,
                onAction: () => take(offer),
              }
        }
      >
        {offer.words}
      </Toast>
    )
  })
}
