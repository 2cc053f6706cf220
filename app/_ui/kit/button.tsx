'use client'

import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps, MouseEvent } from 'react'
import { cn } from './cn'
import { Tooltip } from './tooltip'

/** Classes of a button, also for links that look like one. */
export const buttonStyles = cva(
  'inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-2 border hover:no-underline',
  {
    variants: {
      variant: {
        outline: 'border-line-strong bg-surface hover:border-control',
        primary: 'border-accent bg-accent font-semibold text-accent-ink hover:opacity-90',
        quiet: 'border-transparent text-ink-2 hover:bg-sunken hover:text-ink',
        danger: 'border-bad bg-surface text-bad hover:bg-sunken',
      },
      size: {
        md: 'h-control px-2.5',
        sm: 'h-5.5 px-2 text-12 max-md:h-8',
        /** A square with an icon, which needs an aria-label. */
        icon: 'size-8 border-transparent text-ink-2 hover:bg-sunken hover:text-ink max-md:size-9',
      },
    },
    defaultVariants: { variant: 'outline', size: 'md' },
  },
)

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
