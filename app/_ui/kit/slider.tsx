'use client'

import { Slider as Radix } from 'radix-ui'
import { cn } from './cn'

/**
 * A range with a thumb at each end, or one value with one thumb. Arrows move a thumb by a step, Page Up and Down by ten.
 *
 * @param props.names what each thumb sets, in order
 */
export function Slider(props: {
  readonly value: readonly number[]
  readonly onValueChange: (value: number[]) => void
  /** Runs when a thumb is released, for what costs a request. */
  readonly onValueCommit?: (value: number[]) => void
  readonly min: number
  readonly max: number
  readonly step: number
  readonly names: readonly string[]
  /** Says a value in words, for who hears it. */
  readonly words?: (value: number) => string
  readonly className?: string
}) {
  const { value, onValueChange, onValueCommit, min, max, step, names, words, className } = props
  return (
    <Radix.Root
      value={[...value]}
      onValueChange={onValueChange}
      {...(onValueCommit ? { onValueCommit } : {})}
      {...{ min, max, step }}
      className={cn('relative flex h-5 w-full touch-none items-center', className)}
    >
      <Radix.Track className="relative h-1 w-full grow rounded-1 bg-bar-soft forced-colors:bg-[GrayText]">
        <Radix.Range className="absolute h-full rounded-1 bg-accent forced-colors:bg-[CanvasText]" />
      </Radix.Track>
      {names.map((name, at) => (
        <Radix.Thumb
          key={name}
          aria-label={name}
          {...(words ? { 'aria-valuetext': words(value[at] ?? min) } : {})}
          className="block size-4 cursor-ew-resize rounded-full border-2 border-accent bg-surface"
        />
      ))}
    </Radix.Root>
  )
}
