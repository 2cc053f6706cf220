'use client'

import type { VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps, MouseEvent } from 'react'
import { buttonStyles } from './button-styles'
import { cn } from './cn'
import { Tooltip } from './tooltip'

const DISABLED =
  'aria-disabled:cursor-not-allowed aria-disabled:border-bar-soft aria-disabled:bg-bar-soft aria-disabled:text-ink-2 aria-disabled:opacity-100'

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyles> {
  /** Makes the only child the button, such as a link. */
  readonly asChild?: boolean
  /** Why the button cannot be pressed now. It keeps the focus, does nothing, and says why to pointer, keyboard and touch. */
  readonly reason?: string | null | undefined
  /** True while what it started is under way; a second press does nothing. */
  readonly pending?: boolean
}

/** A button. It never submits a form unless its type says so. */
export function Button(props: ButtonProps) {
  const { asChild, reason, pending = false, variant, size, className, onClick, ...rest } = props
  const Part = asChild ? Slot.Root : 'button'
  const blocked = pending || Boolean(reason)
  const button = (
    <Part
      {...(asChild ? {} : { type: 'button' })}
      {...rest}
      {...(blocked ? { 'aria-disabled': true } : {})}
      {...(pending ? { 'aria-busy': true } : {})}
      className={cn(buttonStyles({ variant, size }), DISABLED, className)}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        if (blocked) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
  return reason ? <Tooltip content={reason}>{button}</Tooltip> : button
}
