'use client'

import { ToggleGroup as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

interface Option<Value extends string> {
  readonly value: Value
  readonly name: ReactNode
  /** What the choice means, for who cannot see it or where the name is short. */
  readonly 'aria-label'?: string
  /** Its entry in the glossary, shown on hover and focus. */
  readonly 'data-term'?: string
  readonly disabled?: boolean
}

/** What all choices look like stands once on their parent: a page has dozens of them. */
const ROOT = 'inline-flex overflow-hidden rounded-2 border border-line-strong bg-surface segments'

/** Two to four exclusive choices side by side. Arrows move between them; one of them is always chosen. */
export function ToggleGroup<Value extends string>(props: {
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly options: readonly Option<Value>[]
  /** What is chosen: "Layout of examples". */
  readonly 'aria-label'?: string
  readonly 'aria-labelledby'?: string
  readonly className?: string
}) {
  const { value, onValueChange, options, className, ...rest } = props
  return (
    <Radix.Root
      {...rest}
      type="single"
      value={value}
      onValueChange={(next) => next && onValueChange(next as Value)}
      className={cn(ROOT, className)}
    >
      {options.map(({ name, ...option }) => (
        <Radix.Item key={option.value} {...option}>
          {name}
        </Radix.Item>
      ))}
    </Radix.Root>
  )
}
