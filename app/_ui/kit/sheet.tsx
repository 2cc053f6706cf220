'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { FLOAT } from './float'

/**
 * What a popover is on a phone: a box above the tabs, with a × to close it. The page stays in use. Escape and a press outside
 * close it.
 */
export function Sheet(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** What it is about, for who cannot see it. */
  readonly title: string
  readonly children: ReactNode
  readonly className?: string
}) {
  const { open, onOpenChange, title, children, className } = props
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Radix.Portal>
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className={cn(
            FLOAT,
            'fixed inset-x-2 bottom-[calc(var(--spacing-tabs)+0.5rem)] max-h-[45dvh] overflow-y-auto py-3 pr-11 pl-4 text-13/5',
            className,
          )}
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
          <Radix.Close asChild>
            <Button size="icon" variant="quiet" className="absolute top-1 right-1" aria-label="Close">
              ×
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
