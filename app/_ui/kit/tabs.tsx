'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** Panels of which one is shown. Parts of a page that all exist are reached by links instead. */
export const Tabs = Radix.Root

export const TabList = ({ className, ...props }: ComponentProps<typeof Radix.List>) => (
  <Radix.List {...props} className={cn('flex gap-1 overflow-x-auto border-b border-line', className)} />
)

export const Tab = ({ className, ...props }: ComponentProps<typeof Radix.Trigger>) => (
  <Radix.Trigger
    {...props}
    className={cn(
      'h-head shrink-0 px-3 whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:font-semibold data-[state=active]:text-ink data-[state=active]:shadow-[inset_0_-2px_0_var(--color-accent)] forced-colors:data-[state=active]:underline',
      className,
    )}
  />
)

export const TabPanel = Radix.Content
