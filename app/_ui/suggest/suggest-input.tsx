'use client'

import { Command } from 'cmdk'
import type { ComponentProps, KeyboardEvent, Ref } from 'react'
import type { Suggest } from './use-suggest'

interface Props extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'onKeyDown'> {
  readonly suggest: Suggest
  /** True while the list of what was found stands. */
  readonly expanded: boolean
  readonly ref?: Ref<HTMLInputElement>
  /** Sees keys first; what it prevents is not handled. */
  readonly onKey?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** The field of a search: a combobox whose list is a `SuggestList` in the same `Command`, which also has its label. */
export function SuggestInput({ suggest, expanded, onKey, ref, ...input }: Props) {
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    onKey?.(event)
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    // these move the caret, as in every field
    if (event.key === 'Home' || event.key === 'End') event.stopPropagation()
    if (event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    suggest.enter()
  }
  return (
    <Command.Input asChild value={suggest.text} onValueChange={suggest.type}>
      <input
        {...input}
        ref={ref}
        role="combobox"
        aria-expanded={expanded}
        maxLength={200}
        autoCapitalize="off"
        onKeyDown={keyDown}
      />
    </Command.Input>
  )
}
