'use client'

import { Popover as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode, RefObject } from 'react'
import { cn } from './cn'
import { FLOAT } from './float'

type Measurable = Pick<Element, 'getBoundingClientRect'>

type Content = Pick<
  ComponentProps<typeof Radix.Content>,
  | 'side'
  | 'align'
  | 'sideOffset'
  | 'alignOffset'
  | 'onFocusOutside'
  | 'onPointerDownOutside'
  | 'onEscapeKeyDown'
  | 'onBlur'
  | 'onOpenAutoFocus'
  | 'onCloseAutoFocus'
  | 'className'
  | 'id'
  | 'role'
  | 'aria-label'
>

/** A box beside the button that opens it. It closes by Escape, by a press outside and when the focus leaves it. */
export function Popover(
  props: Content & {
    readonly trigger: ReactNode
    readonly children: ReactNode
    readonly open?: boolean
    readonly onOpenChange?: (open: boolean) => void
  },
) {
  const { trigger, children, open, onOpenChange, className, ...content } = props
  return (
    <Radix.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={4}
          align="start"
          collisionPadding={8}
          {...content}
          className={cn(FLOAT, 'w-xs max-w-[calc(100vw-1rem)] p-3', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/**
 * A box beside any element, for what thousands of elements share: one popover whose anchor moves, never one for each. It
 * follows its anchor when the page or a column scrolls, and does not take the focus.
 */
export function AnchoredPopover(
  props: Content & {
    /** The element, or a place that can be measured, beside which it stands; null when it is closed. */
    readonly anchor: RefObject<Measurable | null>
    readonly open: boolean
    readonly onOpenChange: (open: boolean) => void
    readonly children: ReactNode
    readonly onPointerEnter?: () => void
    readonly onPointerLeave?: () => void
  },
) {
  const { anchor, open, onOpenChange, children, className, ...content } = props
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Anchor virtualRef={anchor as RefObject<Measurable>} />
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          align="start"
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          {...content}
          className={cn(FLOAT, 'w-78 max-w-[calc(100vw-1rem)] px-3 pt-2 pb-3 text-12/4', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export const PopoverClose = Radix.Close
