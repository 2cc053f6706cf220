'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { placeBeside } from '../place-beside'
import type { Meaning, TermName } from './terms'
import './glossary.css'

const POPOVER_ID = 'glossary'
/** How long the pointer rests on a term before its definition opens, and is away before the definition closes. */
const OPEN_MS = 300
const CLOSE_MS = 200

interface Open {
  readonly anchor: HTMLElement
  readonly meaning: Meaning
  /** True after a press: the definition stays open until another press or Escape. */
  readonly pinned: boolean
}

/**
 * The one popover for every `Term` of a page, and for links and choices with `data-term`. Those show their definition on
 * hover and focus, and a press does what they are for. The definitions are loaded when the first one opens.
 */
export function GlossaryPopover() {
  const [open, setOpen] = useState<Open | null>(null)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let current: Open | null = null
    const set = (next: Open | null) => {
      clearTimeout(timer)
      current = next
      setOpen(next)
    }
    const show = async (anchor: HTMLElement, pinned: boolean) => {
      clearTimeout(timer)
      if (current?.anchor === anchor && (current.pinned || !pinned)) return
      const { GLOSSARY } = await import('./terms')
      const meaning = GLOSSARY[anchor.dataset.term as TermName]
      if (meaning && anchor.isConnected) set({ anchor, meaning, pinned })
    }
    const later = (run: () => void, ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(run, ms)
    }
    const onOver = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse') return
      const term = termAt(event.target)
      if (term) later(() => show(term, false), OPEN_MS)
      else if (box.current?.contains(event.target as Node)) clearTimeout(timer)
      else if (current && !current.pinned) later(() => set(null), CLOSE_MS)
      else if (!current) clearTimeout(timer)
    }
    const onClick = (event: MouseEvent) => {
      const term = termAt(event.target, '.term[data-term]')
      if (term && current?.anchor === term && current.pinned) set(null)
      else if (term) show(term, true)
      else if (current && !box.current?.contains(event.target as Node)) set(null)
    }
    const onFocus = (event: FocusEvent) => {
      const term = termAt(event.target)
      if (term && (event.target as Element).matches(':focus-visible')) show(term, false)
      else if (!term && current) set(null)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && current) set(null)
    }
    document.addEventListener('pointerover', onOver)
    document.addEventListener('click', onClick)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', onOver)
      document.removeEventListener('click', onClick)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('keydown', onKey)
    }
  }, [])

  useLayoutEffect(() => {
    if (!open || !box.current) return
    placeBeside(box.current, open.anchor)
    open.anchor.setAttribute('aria-describedby', POPOVER_ID)
    return () => open.anchor.removeAttribute('aria-describedby')
  }, [open])

  return (
    <div className="tip gloss" id={POPOVER_ID} role="tooltip" ref={box} hidden={open === null}>
      {open && (
        <>
          <p className="name">{open.meaning.term}</p>
          <p>{open.meaning.says}</p>
          {open.meaning.formula && <p className="mono dim">{open.meaning.formula}</p>}
        </>
      )}
    </div>
  )
}

function termAt(target: EventTarget | null, selector = '[data-term]'): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null
}
