'use client'

import { createContext, useCallback, useContext, useState } from 'react'
import { keepLayout, type Layout, USUAL_LAYOUT } from './layout'

interface LayoutStore {
  readonly layout: Layout
  readonly change: (change: (layout: Layout) => Layout) => void
}

/** The columns of the table, which the table and the menu of columns share. */
export const LayoutContext = createContext<LayoutStore>({ layout: USUAL_LAYOUT, change: () => {} })

export const useLayout = () => useContext(LayoutContext)

/** Returns the columns of the table and what changes them; a change is kept for the next visit. */
export function useKeptLayout(initial: Layout): LayoutStore {
  const [layout, setLayout] = useState(initial)
  const change = useCallback(
    (by: (layout: Layout) => Layout) =>
      setLayout((before) => {
        const next = by(before)
        keepLayout(next)
        return next
      }),
    [],
  )
  return { layout, change }
}
