'use client'

import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { CHOICE, FLOAT } from './float'

/** A menu of actions and links under a button: arrows, Home, End and first letters move in it. */
export function Menu(props: {
  readonly trigger: ReactNode
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
  readonly className?: string
}) {
  const { trigger, children, align = 'end', className } = props
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            FLOAT,
            'max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-xs overflow-y-auto p-1',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** One entry of a menu. `asChild` makes a link the entry. */
export const MenuItem = ({ className, ...props }: ComponentProps<typeof Radix.Item>) => (
  <Radix.Item {...props} className={cn(CHOICE, className)} />
)

/** What the entries below are about. */
export const MenuLabel = ({ className, ...props }: ComponentProps<typeof Radix.Label>) => (
  <Radix.Label {...props} className={cn('px-2 py-1 text-12/4 text-ink-3', className)} />
)

export const MenuSeparator = () => <Radix.Separator className="my-1 h-px bg-line" />
