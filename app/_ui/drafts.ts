'use client'

import { useCallback, useSyncExternalStore } from 'react'

/**
 * What somebody has written and not saved yet, kept in this browser until it is saved or discarded. A tab reads a draft once
 * and goes on with its own, so that two tabs do not write into each other's fields.
 */
const PREFIX = 'semascope-draft '
const texts = new Map<string, string | null>()
const values = new Map<string, { text: string; value: unknown }>()
const listeners = new Map<string, Set<() => void>>()

function textOf(key: string): string | null {
  const known = texts.get(key)
  if (known !== undefined) return known
  let stored: string | null = null
  try {
    stored = window.localStorage.getItem(PREFIX + key)
  } catch {
    // a browser that stores nothing keeps drafts as long as the tab is open
  }
  texts.set(key, stored)
  return stored
}

/** Returns a draft as it was written; null if there is none. */
export function readDraft<Value>(key: string): Value | null {
  const text = textOf(key)
  if (text === null) return null
  const known = values.get(key)
  if (known?.text === text) return known.value as Value
  const value: unknown = parsed(text)
  values.set(key, { text, value })
  return value as Value | null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Keeps a draft, or discards it. */
export function writeDraft<Value>(key: string, value: Value | null): void {
  const text = value === null ? null : JSON.stringify(value)
  texts.set(key, text)
  try {
    if (text === null) window.localStorage.removeItem(PREFIX + key)
    else window.localStorage.setItem(PREFIX + key, text)
  } catch {
    // a full storage keeps the draft as long as the tab is open
  }
  for (const listen of listeners.get(key) ?? []) listen()
}

/** Returns a draft, and the function that keeps or discards it. On the server and in the first view there is none. */
export function useDraft<Value>(key: string): readonly [Value | null, (value: Value | null) => void] {
  const subscribe = useCallback(
    (listen: () => void) => {
      const own = listeners.get(key) ?? new Set()
      listeners.set(key, own.add(listen))
      return () => {
        own.delete(listen)
        // the next time it is shown, what another tab wrote counts
        if (own.size === 0) texts.delete(key)
      }
    },
    [key],
  )
  const value = useSyncExternalStore(
    subscribe,
    () => readDraft<Value>(key),
    () => null,
  )
  const write = useCallback((next: Value | null) => writeDraft(key, next), [key])
  return [value, write]
}
