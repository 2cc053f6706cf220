'use client'

import { type RefObject, useEffect, useState } from 'react'
import { closeTips, onOtherTip } from '../one-tip'
import type { Meaning, TermName } from './terms'

/** How long the pointer rests on a term before its definition opens, and is away before the definition closes. */
const OPEN_MS = 300
const CLOSE_MS = 200

/** A term whose definition is open. */
export interface Defined {
  readonly anchor: HTMLElement
  readonly meaning: Meaning
  /** True after a press: the definition stays open until another press or Escape. */
  readonly isPinned: boolean
}

/** Loads the definitions; started when a pointer or the focus comes near a term. */
const definitions = () => import('./terms')

/**
 * Returns the term whose definition is to be shown, and a function that closes it. It listens for all terms of the page by
 * `data-term`: a pointer at rest and the focus show a definition, and a press on a word of the text pins it.
 *
 * @param box the definition itself, into which the pointer may go
 */
export function useDefined(box: RefObject<HTMLElement | null>) {
  const [defined, setDefined] = useState<Defined | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let current: Defined | null = null
    const set = (next: Defined | null) => {
      clearTimeout(timer)
      current = next
      setDefined(next)
    }
    const show = async (anchor: HTMLElement, isPinned: boolean) => {
      clearTimeout(timer)
      if (current?.anchor === anchor && (current.isPinned || !isPinned)) return
      const { GLOSSARY } = await definitions()
      const meaning = GLOSSARY[anchor.dataset.term as TermName]
      if (!meaning || !anchor.isConnected) return
      closeTips('glossary')
      set({ anchor, meaning, isPinned })
    }
    const later = (run: () => void, ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(run, ms)
    }
    const onOver = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse') return
      const term = termAt(event.target)
      if (term) {
        void definitions()
        later(() => void show(term, false), OPEN_MS)
      } else if (box.current?.contains(event.target as Node)) clearTimeout(timer)
      else if (!current) clearTimeout(timer)
      else if (!current.isPinned) later(() => set(null), CLOSE_MS)
    }
    const onClick = (event: MouseEvent) => {
      const term = termAt(event.target, '[data-pins]')
      if (!term) return
      if (current?.anchor === term && current.isPinned) set(null)
      else void show(term, true)
    }
    const onFocus = (event: FocusEvent) => {
      const term = termAt(event.target)
      if (term?.matches(':focus-visible')) void show(term, false)
      else if (!term && current && !box.current?.contains(event.target as Node)) set(null)
    }
    const close = () => set(null)
    const stop = onOtherTip('glossary', close)
    document.addEventListener('pointerover', onOver)
    document.addEventListener('click', onClick)
    document.addEventListener('focusin', onFocus)
    return () => {
      clearTimeout(timer)
      stop()
      document.removeEventListener('pointerover', onOver)
      document.removeEventListener('click', onClick)
      document.removeEventListener('focusin', onFocus)
    }
  }, [box])
  return { defined, close: () => closeTips() }
}

function termAt(target: EventTarget | null, selector = '[data-term]'): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null
}
