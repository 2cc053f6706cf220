'use client'

import { useLayoutEffect } from 'react'

/**
 * One key of a page. `keys` is a `KeyboardEvent.key` ("j", "Enter", "ArrowDown", "?") or two of them one after the
 * other, separated by a space ("g b"). Keys never fire inside a field.
 */
export interface KeyBinding {
  readonly keys: string
  /** What the key does, for the list of all keys: "next row". */
  readonly does: string
  readonly run: (event: KeyboardEvent) => void
  /** True if every page has the key. */
  readonly isEverywhere?: true
}

const bindings = new Set<KeyBinding>()

/** Returns every key of the page at this moment, in the order of registration. */
export function currentBindings(): readonly KeyBinding[] {
  return [...bindings]
}

/** Writes the keys that are registered so far to `data-keys` of the document, for programs that drive the page. */
function sayKeys(): void {
  document.documentElement.dataset.keys = [...bindings].map(({ keys }) => keys).join(',')
}

/** Registers keys while the component is mounted, from its first paint on. Pass a memoised list. */
export function useKeys(list: readonly KeyBinding[]): void {
  useLayoutEffect(() => {
    for (const binding of list) bindings.add(binding)
    sayKeys()
    return () => {
      for (const binding of list) bindings.delete(binding)
      sayKeys()
    }
  }, [list])
}
