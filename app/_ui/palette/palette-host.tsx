'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { holdKeys } from '../held-keys'
import { onOpenPalette } from './open-palette'

const Palette = dynamic(() => import('./palette'), { ssr: false })

/** The command palette of every page. Its code is loaded when the palette first opens. */
export function PaletteHost() {
  const [opened, setOpened] = useState(0)
  const [isOpen, setOpen] = useState(false)
  useEffect(
    () =>
      onOpenPalette(() => {
        holdKeys()
        setOpened((count) => count + 1)
        setOpen(true)
      }),
    [],
  )
  return isOpen ? <Palette key={opened} onClose={() => setOpen(false)} /> : null
}
