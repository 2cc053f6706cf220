'use client'

import { useEffect, useState } from 'react'
import { currentBindings, type KeyBinding } from '../keys'
import { loadLayer } from '../load-layer'
import type HelpDialog from './help-dialog'
import { onOpenHelp } from './open-help'

interface Shown {
  readonly Dialog: typeof HelpDialog
  readonly keys: readonly KeyBinding[]
}

/** The list of all keys of every page. Its code is loaded when it first opens. */
export function HelpHost() {
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(
    () =>
      onOpenHelp(async () => {
        const keys = currentBindings()
        const loaded = await loadLayer(() => import('./help-dialog'))
        if (loaded) setShown({ Dialog: loaded.default, keys })
      }),
    [],
  )
  return shown ? <shown.Dialog keys={shown.keys} onClose={() => setShown(null)} /> : null
}
