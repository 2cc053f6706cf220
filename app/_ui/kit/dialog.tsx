'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { FLOAT } from './float'

interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  /** What the dialog is about, below its title. */
  readonly description?: ReactNode
  readonly children: ReactNode
  readonly className?: string
  /** Hides the title from sight where the content says the same. */
  readonly titleHidden?: boolean
  /** Chooses the field that gets the focus; by default the first thing that can have it. */
  readonly onOpenAutoFocus?: (event: Event) => void
}

/** Classes of the page behind a dialog. */
export const OVERLAY = 'fixed inset-0 z-40 bg-scrim print:hidden'
/** Classes of a dialog's box: near the top, so that it does not jump as it grows, and never taller than the window. */
export const BOX =
  'fixed top-[12dvh] left-1/2 max-h-[80dvh] w-[min(27.5rem,calc(100vw-2rem))] -translate-x-1/2 overflow-y-auto p-4 max-md:top-4 max-md:max-h-[calc(100dvh-2rem)]'

/**
 * A dialog over the page, which does not scroll behind it. Escape, its × and a press outside close it, and the focus returns
 * to what opened it.
 */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, className, titleHidden, onOpenAutoFocus } = props
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY} />
        <Radix.Content
          className={cn(FLOAT, BOX, className)}
          {...(onOpenAutoFocus ? { onOpenAutoFocus } : {})}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className={titleHidden ? 'sr-only' : 'mb-3 flex items-start gap-3'}>
            <Radix.Title className="min-w-0 flex-1 text-15 font-semibold wrap-anywhere">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button size="icon" variant="quiet" className="-mt-1.5 -mr-1.5" aria-label="Close">
                ×
              </Button>
            </Radix.Close>
          </div>
          {description ? (
            <Radix.Description className="mb-3 text-ink-2">{description}</Radix.Description>
          ) : null}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
