import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A key, as its cap shows it. A phone has no keys. */
export const Kbd = ({ className, ...props }: ComponentProps<'kbd'>) => (
  <kbd
    {...props}
    className={cn(
      'inline-block min-w-4.5 rounded-[3px] border border-line-strong bg-surface px-1 text-center text-11/4 text-ink-2 max-md:hidden',
      className,
    )}
  />
)
