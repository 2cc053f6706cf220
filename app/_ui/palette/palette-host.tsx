'use client'

import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'
import { holdKeys, takeKeys } from '../held-keys'
import { onOpenPalette } from './open-palette'

const Palette = dynamic(() => import('./palette'), { ssr: false })

/**
 * The command palette of every page. Its code is loaded when the palette first opens; what is typed until then is kept for
 * it. A second request closes it.
 */
export function PaletteHost() {
  const [isOpen, setOpen] = useState(false)
  const isShown = useRef(false)
  const show = (shown: boolean) => {
    isShown.current = shown
    setOpen(shown)
  }
  useEffect(
    () =>
      onOpenPalette(() => {
        if (isShown.current) takeKeys()
        else holdKeys()
        isShown.current = !isShown.current
        setOpen(isShown.current)
      }),
    [],
  )
  return isOpen ? <Palette onClose={() => show(false)} /> : null
}
