'use client'

import { useEffect, useRef, useState } from 'react'
import { takeKeys } from '../held-keys'
import { loadLayer } from '../load-layer'
import { onOpenPalette } from './open-palette'
import type Palette from './palette'

/**
 * The command palette of every page. Its code is loaded when the palette first opens; what is typed until then is kept for
 * it. A second request closes it.
 */
export function PaletteHost() {
  const [shown, setShown] = useState<{ readonly Layer: typeof Palette } | null>(null)
  const isAsked = useRef(false)
  const close = () => {
    isAsked.current = false
    setShown(null)
  }
  useEffect(
    () =>
      onOpenPalette(async () => {
        isAsked.current = !isAsked.current
        if (!isAsked.current) {
          takeKeys()
          return setShown(null)
        }
        const loaded = await loadLayer(() => import('./palette'))
        if (!loaded) isAsked.current = false
        else if (isAsked.current) setShown({ Layer: loaded.default })
      }),
    [],
  )
  return shown ? <shown.Layer onClose={close} /> : null
}
