'use client'

import { Checkbox as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

type Box = Pick<Radix.CheckboxProps, 'checked' | 'onCheckedChange' | 'name' | 'value' | 'disabled' | 'id'> & {
  readonly 'aria-label'?: string
  readonly className?: string
}

/** A box that is on, off or, for a part of several, "indeterminate". */
export const CheckboxBox = ({ className, ...props }: Box) => (
  <Radix.Root
    {...props}
    className={cn(
      'grid size-4 flex-none place-items-center rounded-1 border border-control bg-surface text-11/4 text-accent-ink data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent disabled:opacity-50',
      className,
    )}
  >
    <Radix.Indicator>{props.checked === 'indeterminate' ? '–' : '✓'}</Radix.Indicator>
  </Radix.Root>
)

/** A box with its label, which can be pressed as well. */
export function Checkbox({ children, className, ...box }: Box & { readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box is the control
    <label className={cn('flex min-h-control cursor-pointer items-center gap-2', className)}>
      <CheckboxBox {...box} />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
