const GAP = 6
const LEFT_OF_ANCHOR = 24
const EDGE = 8

/**
 * Puts a floating box under its anchor, or above the anchor if the window ends there, and keeps the box inside the
 * window. A box that the style sheet fixes (a sheet on phones) stays where the style sheet puts it.
 */
export function placeBeside(box: HTMLElement, anchor: HTMLElement): void {
  box.style.transform = ''
  if (getComputedStyle(box).position === 'fixed') return
  const at = anchor.getBoundingClientRect()
  const room = document.documentElement.clientWidth
  const left = Math.max(EDGE, Math.min(room - box.offsetWidth - EDGE, at.left - LEFT_OF_ANCHOR))
  const below = at.bottom + GAP
  const fits = below + box.offsetHeight + EDGE <= window.innerHeight
  const top = fits ? below : at.top - box.offsetHeight - GAP
  // a transform, because a box that moves by left and top counts as a shift of the layout
  box.style.transform = `translate(${left + window.scrollX}px, ${top + window.scrollY}px)`
}
