import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A key, as its cap shows it. A phone has no keys. */
export const Kbd = ({ className, ...props }: ComponentProps<'kbd'>) => (
  <kbd {...props} className={cn('key-cap', className)} />
)
