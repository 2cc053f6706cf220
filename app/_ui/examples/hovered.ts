'use client'

import { useSyncExternalStore } from 'react'
import type { TokenText } from '@/lib/view/token-view'
import { closeTips } from '../one-tip'
import type { EffectsPlace } from './use-token-effects'

/** The token under the pointer or focus. The tooltip and the marks on both histograms show this token. */
export interface Hovered {
  readonly anchor: HTMLElement
  readonly dictionary: string
  readonly id: number
  readonly token: TokenText
  readonly activation: number
  /** CE ablated − CE clean, nats; undefined if no ablation was requested here. */
  readonly lossEffect?: number | null
  /** The next token, which the loss is about; null at the last token. */
  readonly next: { readonly id: number; readonly token: TokenText } | null
  /** "token 3 of sequence 10 668". */
  readonly place: string
  /** The place of the token in the stored sequences; left out for a text that somebody typed. */
  readonly effects?: EffectsPlace
  readonly document?: { readonly name: string; readonly heldOut: boolean | null }
}

let current: Hovered | null = null
const listeners = new Set<() => void>()

export function setHovered(next: Hovered | null): void {
  if (next === current || (next !== null && next.anchor === current?.anchor)) return
  if (next) closeTips('token')
  current = next
  for (const listen of listeners) listen()
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

export function useHovered(): Hovered | null {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  )
}
