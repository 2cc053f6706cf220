import type { ComponentProps } from 'react'
import { cn } from './cn'

/** Classes of everything one types into. */
export const INPUT =
  'h-control rounded-2 border border-control bg-surface px-2 aria-invalid:border-bad max-md:text-16'

/** A field of one line. */
export const Input = ({ className, ...props }: ComponentProps<'input'>) => (
  <input autoComplete="off" {...props} className={cn(INPUT, className)} />
)

/** A field of several lines. */
export const Textarea = ({ className, ...props }: ComponentProps<'textarea'>) => (
  <textarea {...props} className={cn(INPUT, 'h-auto min-h-16 w-full py-1.5', className)} />
)
