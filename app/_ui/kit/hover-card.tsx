'use client'

import { HoverCard as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { FLOAT } from './float'

/** A glance at what a link leads to, while the pointer rests on it or it has the focus. */
export function HoverCard(props: {
  readonly trigger: ReactNode
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    <Radix.Root openDelay={300} closeDelay={200}>
      <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          align="start"
          collisionPadding={8}
          className={cn(FLOAT, 'w-xs max-w-[calc(100vw-1rem)] p-3 text-12/4', props.className)}
        >
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
