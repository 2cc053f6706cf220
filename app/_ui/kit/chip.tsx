import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const chip = cva('inline-flex h-5 max-w-full items-center gap-1 text-12 whitespace-nowrap', {
  variants: {
    kind: {
      /** A property of a feature, computed. */
      plain: 'rounded-2 border border-line-strong px-1.5 text-ink-2',
      /** An active filter or a chosen tag. */
      on: 'rounded-2 border border-accent bg-accent-soft px-1.5 text-ink',
      /** A tag by a person: no frame, so that nobody takes it for a computed one. */
      person: 'px-0.5 text-accent',
    },
  },
  defaultVariants: { kind: 'plain' },
})

/** A property in a small frame. What can be pressed is a child of it, or the chip is a link's or button's class. */
export const Chip = ({ kind, className, ...props }: ComponentProps<'span'> & VariantProps<typeof chip>) => (
  <span {...props} className={cn(chip({ kind }), className)} />
)

export const chipStyles = (kind?: VariantProps<typeof chip>['kind']) => chip({ kind })
