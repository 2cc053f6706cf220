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

/** Returns true for a field, where typing is text and keys must not fire. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** Returns true for a control that itself answers to Enter and Space. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary, label') !== null
}

/**
 * Returns true while a layer over the page has the keys: a modal dialog or menu, which locks the scrolling of the page, or a
 * popover that holds the focus.
 */
export function isUnderLayer(target: EventTarget | null): boolean {
  if (document.body.hasAttribute('data-scroll-locked') || document.querySelector('dialog[open]')) return true
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null
}
