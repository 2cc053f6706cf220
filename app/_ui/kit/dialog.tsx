'use client'

import { Dialog as Radix } from 'radix-ui'
import { type KeyboardEventHandler, type ReactNode, useRef } from 'react'
import { takeKeys, takeKeysInto } from '../held-keys'
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
  /** Chooses what gets the focus; by default the first field, else the first thing that can have it. */
  readonly onOpenAutoFocus?: (event: Event) => void
  /** Keys of the dialog, such as digits that choose. */
  readonly onKeyDown?: KeyboardEventHandler
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
  const {
    open,
    onOpenChange,
    title,
    description,
    children,
    className,
    titleHidden,
    onOpenAutoFocus,
    onKeyDown,
  } = props
  const opener = useRef<Element | null>(null)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY} />
        <Radix.Content
          className={cn(FLOAT, BOX, className)}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement
            onOpenAutoFocus?.(event)
            giveKeys(event)
          }}
          onCloseAutoFocus={(event) => {
            // a dialog has no trigger of Radix, which would get the focus
            event.preventDefault()
            if (opener.current instanceof HTMLElement) opener.current.focus()
          }}
          {...(onKeyDown ? { onKeyDown } : {})}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <Radix.Title className={titleHidden ? 'sr-only' : 'mb-3 pr-8 text-15 font-semibold wrap-anywhere'}>
            {title}
          </Radix.Title>
          {description ? (
            <Radix.Description className="mb-3 text-ink-2">{description}</Radix.Description>
          ) : null}
          {children}
          {/* last, so that the focus starts at the first thing of the content */}
          <Radix.Close asChild>
            <Button
              size="icon"
              variant="quiet"
              className={titleHidden ? 'sr-only' : 'absolute top-2.5 right-2.5'}
              aria-label="Close"
            >
              ×
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Ends the holding of keys. The first field gets the focus and what was typed while the dialog was loaded. */
function giveKeys(event: Event): void {
  const box = event.currentTarget
  const field = box instanceof Element ? box.querySelector('input') : null
  if (event.defaultPrevented || !field) {
    takeKeys()
    return
  }
  event.preventDefault()
  takeKeysInto(field)
}
