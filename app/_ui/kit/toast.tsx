'use client'

import { Toast as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { FLOAT } from './float'

const SHOWN_MS = 12_000

/** The place of all toasts, once in the frame of the page: F8 goes there. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider duration={SHOWN_MS} swipeDirection="down" label="Message">
      {children}
      <Radix.Viewport className="pointer-events-none fixed inset-x-0 bottom-6 z-50 grid justify-items-center gap-2 max-md:bottom-16 print:hidden" />
    </Radix.Provider>
  )
}

/** What was just done, or what failed, over the page. It stays while the pointer or the focus is on it. */
export function Toast(props: {
  readonly children: ReactNode
  readonly isFailure?: boolean
  readonly onClose: () => void
  /** The button that undoes it, and the words for who cannot see it. */
  readonly action?:
    | { readonly name: ReactNode; readonly alt: string; readonly onAction: () => void }
    | undefined
}) {
  const { children, isFailure = false, onClose, action } = props
  return (
    <Radix.Root
      type={isFailure ? 'foreground' : 'background'}
      onOpenChange={(open) => open || onClose()}
      className={cn(
        FLOAT,
        'pointer-events-auto flex max-w-[calc(100vw-2rem)] items-center gap-2 py-1 pr-1 pl-3',
        isFailure && 'border-bad',
      )}
    >
      <Radix.Description className={cn('wrap-anywhere', isFailure && 'text-bad')}>
        {children}
      </Radix.Description>
      {action ? (
        <Radix.Action asChild altText={action.alt} onClick={action.onAction}>
          <Button>{action.name}</Button>
        </Radix.Action>
      ) : null}
      <Radix.Close asChild>
        <Button size="icon" variant="quiet" aria-label="Dismiss">
          ×
        </Button>
      </Radix.Close>
    </Radix.Root>
  )
}
