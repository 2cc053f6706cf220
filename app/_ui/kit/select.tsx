'use client'

import { Select as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { CHOICE, FLOAT } from './float'
import { INPUT } from './input'

interface Option<Value extends string> {
  readonly value: Value
  readonly name: ReactNode
  /** What first letters are compared with, where the name is not a text. */
  readonly text?: string
  readonly disabled?: boolean
}

/** One choice of many, such as an order or a dictionary. */
export function Select<Value extends string>(props: {
  readonly value: Value | undefined
  readonly onValueChange: (value: Value) => void
  readonly options: readonly Option<Value>[]
  /** What is chosen, where no label with `htmlFor` says it. */
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: boolean | undefined
  readonly id?: string
  readonly name?: string
  readonly placeholder?: string
  readonly className?: string
}) {
  const { value, onValueChange, options, placeholder, className, name, ...trigger } = props
  return (
    <Radix.Root
      {...(value === undefined ? {} : { value })}
      {...(name === undefined ? {} : { name })}
      onValueChange={(next) => onValueChange(next as Value)}
    >
      <Radix.Trigger
        {...trigger}
        className={cn(INPUT, 'inline-flex min-w-0 items-center justify-between gap-2 text-left', className)}
      >
        <span className="min-w-0 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon className="text-ink-3">▾</Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            FLOAT,
            'max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden',
          )}
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                {...(option.text === undefined ? {} : { textValue: option.text })}
                className={cn(CHOICE, 'relative pl-7')}
              >
                <Radix.ItemIndicator className="absolute left-2" aria-hidden="true">
                  ✓
                </Radix.ItemIndicator>
                <Radix.ItemText>{option.name}</Radix.ItemText>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
