'use client'

import { Collapsible as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

/** A part that a press on its summary opens. */
export function Collapsible(props: {
  readonly summary: ReactNode
  readonly children: ReactNode
  readonly defaultOpen?: boolean
  readonly className?: string
}) {
  const { summary, children, defaultOpen = false, className } = props
  return (
    <Radix.Root defaultOpen={defaultOpen} className={className}>
      <Radix.Trigger className="group flex min-h-6 items-center gap-1.5 text-12/4 text-ink-2 hover:text-ink">
        <span
          aria-hidden="true"
          className={cn('inline-block transition-transform group-data-[state=open]:rotate-90')}
        >
          ▸
        </span>
        {summary}
      </Radix.Trigger>
      <Radix.Content className="pt-2">{children}</Radix.Content>
    </Radix.Root>
  )
}
