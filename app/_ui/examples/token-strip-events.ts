'use client'

import { type FocusEvent, type KeyboardEvent, type PointerEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { type Hovered, setHovered } from './hovered'
import { closeSoon, isInTip, keepOpen, showUnder, TIP_ID } from './tip-intent'

/**
 * Handles pointer and keys of one strip of tokens, each a `bdi`. The strip is one tab stop: left and right move token by
 * token (roving tabindex) over the visible tokens, up and down to the next strips. Enter goes into the tip, Escape closes it.
 *
 * @param describe what to say about the token at an index of the strip's first token plus its order
 */
export function useTokenStrip(options: {
  readonly first: number
  readonly start: number
  readonly describe: (index: number, anchor: HTMLElement) => Hovered
}) {
  const { first, start, describe } = options
  // counted from the start, whose index changes with the tokens that are here
  const [moved, setMoved] = useState(0)

  const indexOf = (token: HTMLElement, strip: Element) => first + tokensOf(strip).indexOf(token)
  const show = (event: { target: EventTarget; currentTarget: Element }) => {
    const token = tokenAt(event.target)
    keepOpen()
    if (token) setHovered(describe(indexOf(token, event.currentTarget), token))
  }

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const token = tokenAt(event.target)
    if (!token) return
    if (event.key === 'Enter') document.getElementById(TIP_ID)?.querySelector('a')?.focus()
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      besides(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1)?.focus()
      return
    }
    if (step === 0) return
    event.preventDefault()
    const tokens = tokensOf(event.currentTarget)
    const target = tokens[tokens.indexOf(token) + step]
    if (!target || !inSight(target, event.currentTarget)) return
    flushSync(() => setMoved(indexOf(target, event.currentTarget) - start))
    target.focus()
  }

  return {
    tabStop: start + moved,
    handlers: {
      onPointerOver: (event: PointerEvent<HTMLElement>) => {
        const token = event.pointerType === 'mouse' ? tokenAt(event.target) : null
        if (token) showUnder(event, describe(indexOf(token, event.currentTarget), token))
      },
      onPointerLeave: (event: PointerEvent<HTMLElement>) => {
        if (event.pointerType === 'mouse' && !event.currentTarget.contains(document.activeElement))
          closeSoon()
      },
      onClick: show,
      onFocus: show,
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!isInTip(event.relatedTarget)) setHovered(null)
      },
      onKeyDown: move,
    },
  }
}

function tokenAt(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-strip] bdi') : null
}

function tokensOf(strip: Element): HTMLElement[] {
  return [...strip.querySelectorAll<HTMLElement>('bdi')]
}

/** Returns true if a token is visible. Edges of the strip, or wrapping on a phone, hide some tokens. */
function inSight(token: HTMLElement, strip: Element): boolean {
  const at = token.getBoundingClientRect()
  const box = strip.getBoundingClientRect()
  return at.width > 0 && at.right > box.left && at.left < box.right && at.top < box.bottom
}

/** Returns the tab stop of the strip before or after this one on the page. */
function besides(strip: Element, step: 1 | -1): HTMLElement | null {
  const strips = [...document.querySelectorAll('[data-strip]')]
  return strips[strips.indexOf(strip) + step]?.querySelector<HTMLElement>('bdi[tabindex="0"]') ?? null
}
