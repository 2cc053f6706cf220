'use client'

import type { ReactNode } from 'react'
import { messageOf } from '@/lib/errors'
import { Button } from './button'
import { cn } from './cn'

/** Says why there is nothing, and offers what to do about it. */
export const Empty = ({ children, className }: { children: ReactNode; className?: string }) => (
  <div className={cn('flex flex-col gap-2 rounded-2 bg-sunken px-4 py-3', className)}>{children}</div>
)

/**
 * Says what failed and why, with a button that tries again.
 *
 * @param props.what the thing that failed: "The examples"
 */
export function Failed(props: {
  readonly what: string
  readonly error: unknown
  readonly onRetry?: () => void
  readonly className?: string
}) {
  return (
    <div
      role="alert"
      className={cn(
        'flex flex-wrap items-center gap-2 rounded-2 border border-l-3 border-bad px-4 py-3',
        props.className,
      )}
    >
      <p className="min-w-0 flex-1 wrap-anywhere">
        <b className="font-semibold text-bad">{props.what} could not be loaded.</b> {messageOf(props.error)}
      </p>
      {props.onRetry ? <Button onClick={props.onRetry}>Try again</Button> : null}
    </div>
  )
}

const SKELETON_WIDTHS = ['90%', '53%', '71%', '84%', '47%', '66%', '78%', '59%']

/** Keeps the shape of what is coming; shows itself only after 200 ms. At most 8 lines. */
export const Skeleton = ({ lines = 3, className }: { lines?: number; className?: string }) => (
  <div aria-hidden="true" className={cn('animate-skeleton flex flex-col gap-4 py-2 opacity-0', className)}>
    {SKELETON_WIDTHS.slice(0, lines).map((width) => (
      <span key={width} className="h-2.5 rounded-1 bg-bar-soft opacity-60" style={{ width }} />
    ))}
  </div>
)
