'use client'

import { useLayoutEffect } from 'react'

/**
 * One key of a page. `keys` is a `KeyboardEvent.key` ("j", "Enter", "ArrowDown", "?") or two of them in a
 * row, separated by a space ("g b"). Keys never fire inside a field.
 */
export interface KeyBinding {
  readonly keys: string
  /** What it does, for the list of all keys: "next row". */
  readonly does: string
  readonly run: (event: KeyboardEvent) => void
}

const bindings = new Set<KeyBinding>()

/** Every key the page answers to now, in the order of registration. */
export function currentBindings(): readonly KeyBinding[] {
  return [...bindings]
}

/** `data-keys` on the document: the keys that are answered by now, for who drives the page from outside. */
function sayKeys(): void {
  document.documentElement.dataset.keys = [...bindings].map(({ keys }) => keys).join(',')
}

/** Registers keys while the component is mounted, from the moment it is seen on. Pass a memoised list. */
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

/** Whether typing there is text, so that keys must stay out of it. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** Whether a control itself answers to Enter and Space there. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary, label') !== null
}
