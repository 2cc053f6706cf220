'use client'

import { Tooltip as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { FLOAT } from './float'

/** What all tooltips share; once around the page. The delay is that of the glossary. */
export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={300} skipDelayDuration={200}>
    {children}
  </Radix.Provider>
)

/**
 * A line of text about a control, shown on hover, focus and, since touch has no hover, on a tap. It must not hold what a
 * reader needs in order to go on.
 */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild onPointerDown={(event) => event.pointerType === 'touch' && setOpen(true)}>
        {children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={`${FLOAT} max-w-2xs px-2 py-1 text-12/4`}
          sideOffset={6}
          collisionPadding={8}
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
