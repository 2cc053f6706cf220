'use client'

import { type Hovered, setHovered } from './hovered'

/** The id of the one tip of a page. */
export const TIP_ID = 'token-tip'

/** How long a pointer that left the tokens has to reach the tip, and how long tokens on its way there are passed over. */
const REACH_MS = 250

let timer: ReturnType<typeof setTimeout> | undefined
let last = { x: 0, y: 0 }

const tipBox = () => document.getElementById(TIP_ID)?.getBoundingClientRect()

/** Returns true if a pointer that came from `last` is on its way to the open tip. */
function isOnItsWay({ x, y }: { x: number; y: number }): boolean {
  const box = tipBox()
  if (!box || x < box.left - 16 || x > box.right + 16) return false
  const down = y - last.y
  if (Math.abs(down) < Math.abs(x - last.x)) return false
  return down > 0 ? box.top >= last.y : down < 0 && box.bottom <= last.y
}

/** Shows the tip of a token under the pointer, at once unless the pointer only crosses the token on its way to the tip. */
export function showUnder(pointer: { clientX: number; clientY: number }, next: Hovered): void {
  const at = { x: pointer.clientX, y: pointer.clientY }
  clearTimeout(timer)
  if (isOnItsWay(at)) timer = setTimeout(() => setHovered(next), REACH_MS)
  else setHovered(next)
  last = at
}

/** Closes the tip unless the pointer reaches it or another token first. */
export function closeSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => setHovered(null), REACH_MS)
}

export function keepOpen(): void {
  clearTimeout(timer)
}

/** Returns true if a part of a page is the tip or in it. */
export function isInTip(target: EventTarget | null): boolean {
  return target instanceof Node && document.getElementById(TIP_ID)?.contains(target) === true
}
