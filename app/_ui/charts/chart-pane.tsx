'use client'

import { type ComponentProps, createContext, useState } from 'react'
import { Pane } from '@/app/_ui/kit/pane'

/** The place in the head of a pane for the menu of its chart; undefined outside a pane, null before it stands. */
export const MenuPlace = createContext<HTMLElement | null | undefined>(undefined)

/** A pane whose head holds the menu of the chart in it. A chart with a caption of its own keeps its menu there. */
export function ChartPane({ actions, children, ...pane }: ComponentProps<typeof Pane>) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  return (
    <Pane
      {...pane}
      actions={
        <>
          {actions}
          <span ref={setPlace} className="block size-6 max-md:size-8" />
        </>
      }
    >
      <MenuPlace value={place}>{children}</MenuPlace>
    </Pane>
  )
}
