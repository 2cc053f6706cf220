'use client'

import { useSyncExternalStore } from 'react'
import type { TokenText } from '@/lib/view/token-view'
import type { EffectsPlace } from './use-token-effects'

/** The token under the pointer or focus: the tooltip and the marks on both histograms follow it. */
export interface Hovered {
  readonly anchor: HTMLElement
  readonly id: number
  readonly token: TokenText
  readonly activation: number
  /** CE ablated − CE clean, nats; undefined when ablation was not asked for here. */
  readonly lossEffect?: number | null
  /** The token that follows, which the loss is about; null at the last one. */
  readonly next: { readonly id: number; readonly token: TokenText } | null
  /** "token 3 of sequence 10 668". */
  readonly place: string
  /** Where it stands among stored sequences; left out for a text that somebody typed. */
  readonly effects?: EffectsPlace
  readonly document?: { readonly name: string; readonly heldOut: boolean }
}

let current: Hovered | null = null
const listeners = new Set<() => void>()

export function setHovered(next: Hovered | null): void {
  if (next === current || (next !== null && next.anchor === current?.anchor)) return
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
