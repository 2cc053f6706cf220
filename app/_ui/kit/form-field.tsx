'use client'

import { Slot } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { cn } from './cn'

/**
 * A control with its label above, a hint, and what is wrong with what was entered. The one child is the control; it gets the
 * id, the description and `aria-invalid`.
 */
export function FormField(props: {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What is wrong, in words that say what to enter. */
  readonly error?: string | undefined
  /** Hides the label from sight, where the place of the control says the same. */
  readonly labelHidden?: boolean
  readonly className?: string
  readonly children: ReactNode
}) {
  const { label, hint, error, labelHidden, className, children } = props
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-12/4 text-ink-2'}>
        {label}
      </label>
      <Slot.Root
        id={id}
        {...(described ? { 'aria-describedby': described } : {})}
        {...(error ? { 'aria-invalid': true } : {})}
      >
        {children}
      </Slot.Root>
      {hint ? (
        <p id={`${id}-hint`} className="text-12/4 text-ink-3">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-12/4 text-bad">
          {inWords(error)}
        </p>
      ) : null}
    </div>
  )
}

/** The contract says "must not be empty", which needs a subject here. */
const inWords = (error: string) => (error.startsWith('must ') ? `This ${error}.` : error)
