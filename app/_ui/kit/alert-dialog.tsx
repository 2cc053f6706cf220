'use client'

import { AlertDialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { BOX, OVERLAY } from './dialog'
import { FLOAT } from './float'

/**
 * Asks before something that cannot be undone. The focus starts at "Cancel"; a press outside does not answer.
 *
 * @param props.trigger the button that asks, or left out where `open` is given
 */
export function AlertDialog(props: {
  readonly trigger?: ReactNode
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly title: ReactNode
  readonly description: ReactNode
  /** The verb of the button that does it: "Close for good". */
  readonly action: string
  readonly onAction: () => void
}) {
  const { trigger, open, onOpenChange, title, description, action, onAction } = props
  return (
    <Radix.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY} />
        <Radix.Content className={cn(FLOAT, BOX)}>
          <Radix.Title className="text-15 font-semibold">{title}</Radix.Title>
          <Radix.Description className="mt-2 text-ink-2">{description}</Radix.Description>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Radix.Cancel asChild>
              <Button variant="quiet">Cancel</Button>
            </Radix.Cancel>
            <Radix.Action asChild onClick={onAction}>
              <Button variant="danger">{action}</Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
