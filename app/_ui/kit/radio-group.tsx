'use client'

import { RadioGroup as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** Exclusive choices that may be left open, such as the answers of a question. Arrows choose. */
export const RadioGroup = ({ className, ...props }: ComponentProps<typeof Radix.Root>) => (
  <Radix.Root {...props} className={cn('flex flex-wrap gap-2', className)} />
)

/** One choice with a mark before its name. */
export function Radio(props: {
  readonly value: string
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the item is the control
    <label className={cn('flex min-h-control cursor-pointer items-center gap-2', props.className)}>
      <Radix.Item
        value={props.value}
        className="grid size-4 flex-none place-items-center rounded-full border border-control bg-surface data-[state=checked]:border-accent"
      >
        <Radix.Indicator className="block size-2 rounded-full bg-accent forced-colors:bg-[Highlight]" />
      </Radix.Item>
      <span className="min-w-0">{props.children}</span>
    </label>
  )
}

/** A choice that is a box with a figure or a word in it, such as a score from 0 to 5. */
export const RadioTile = ({ className, ...props }: ComponentProps<typeof Radix.Item>) => (
  <Radix.Item
    {...props}
    className={cn(
      'h-control min-w-control rounded-2 border border-control bg-surface px-2 hover:bg-sunken data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:font-semibold max-md:h-11 forced-colors:data-[state=checked]:underline',
      className,
    )}
  />
)

/** What all tiles look like stands once on their group: a page has dozens of them. */
const TILES = 'tiles'

/** Choices that are boxes with a figure or a word in each, such as scores from 0 to 5. */
export const TileGroup = ({ className, ...props }: ComponentProps<typeof Radix.Root>) => (
  <Radix.Root {...props} className={cn('flex flex-wrap gap-2', TILES, className)} />
)

/** One choice of a TileGroup. */
export const Tile = Radix.Item
