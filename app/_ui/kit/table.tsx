import type { ComponentProps } from 'react'
import { cn } from './cn'

/** In a narrow container each row becomes a card, whose first cell takes a line of its own. */
const STACKED =
  '@max-2xl:block @max-2xl:[&_thead]:sr-only @max-2xl:[&_tbody]:block @max-2xl:[&_tr]:flex @max-2xl:[&_tr]:flex-wrap @max-2xl:[&_tr]:items-center @max-2xl:[&_tr]:gap-x-3 @max-2xl:[&_tr]:gap-y-1 @max-2xl:[&_tr]:border-b @max-2xl:[&_tr]:border-line @max-2xl:[&_tr]:py-2 @max-2xl:[&_td]:h-auto @max-2xl:[&_td]:border-0 @max-2xl:[&_td]:p-0 @max-2xl:[&_td:first-child]:w-full'

/** A table of words and figures. `stacks` makes cards of its rows where its container is narrow. */
export const Table = ({
  className,
  stacks = false,
  ...props
}: ComponentProps<'table'> & { stacks?: boolean }) => (
  <table {...props} className={cn('w-full border-collapse', stacks && STACKED, className)} />
)

/** The head of a column. */
export const Th = ({ className, ...props }: ComponentProps<'th'>) => (
  <th
    scope="col"
    {...props}
    className={cn(
      'h-row border-b border-line-strong px-2 text-left text-12 font-medium whitespace-nowrap text-ink-3 first:pl-0 last:pr-0',
      className,
    )}
  />
)

/** A cell. */
export const Td = ({ className, ...props }: ComponentProps<'td'>) => (
  <td
    {...props}
    className={cn('h-row border-b border-line px-2 wrap-anywhere first:pl-0 last:pr-0', className)}
  />
)

/** Words that a card needs, where the head of the column is not seen. */
export const InCard = ({ className, ...props }: ComponentProps<'span'>) => (
  <span {...props} className={cn('@2xl:sr-only', className)} />
)
