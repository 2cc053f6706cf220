'use client'

import { type ComponentType, useEffect, useState } from 'react'
import { MarksSync } from '../data/marks/marks-sync'
import { loadLayer } from '../load-layer'
import { type FeatureRef, onAskList, onAskPerson } from './ask'
import type NameDialog from './name-dialog'
import { Toasts } from './toasts'

interface Asking {
  readonly Dialog: typeof NameDialog
  readonly answer: (name: string | null) => void
}

interface Listing {
  readonly Dialog: ComponentType<{ listed: readonly FeatureRef[]; onClose: () => void }>
  readonly listed: readonly FeatureRef[]
}

/** The toasts and the dialogs that marks need on every page. The code of a dialog is loaded when it first opens. */
export function MarksHost() {
  const [asking, setAsking] = useState<Asking | null>(null)
  const [listing, setListing] = useState<Listing | null>(null)
  useEffect(
    () =>
      onAskPerson(async (answer) => {
        const loaded = await loadLayer(() => import('./name-dialog'))
        if (loaded) setAsking({ Dialog: loaded.default, answer })
        else answer(null)
      }),
    [],
  )
  useEffect(
    () =>
      onAskList(async (listed) => {
        const loaded = await loadLayer(() => import('./list-dialog'))
        if (loaded) setListing({ Dialog: loaded.default, listed })
      }),
    [],
  )
  return (
    <>
      <Toasts />
      <MarksSync />
      {listing ? <listing.Dialog listed={listing.listed} onClose={() => setListing(null)} /> : null}
      {asking ? (
        <asking.Dialog
          onAnswer={(name) => {
            asking.answer(name)
            setAsking(null)
          }}
        />
      ) : null}
    </>
  )
}
