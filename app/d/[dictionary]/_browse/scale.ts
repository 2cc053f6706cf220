/**
 * Heights of very long lists. Firefox lays out no element above 17.9 million px; the cards of 131,072 features in one column
 * are 28.6 million. Such a list gets less room, and each px that the window is scrolled stands for more than one. Pure.
 */

/** The tallest list that is drawn as it is, in px. */
export const TALLEST = 12_000_000

export interface Scale {
  /** Place of the list below the top of the document. */
  readonly top: number
  /** Height of all lines. */
  readonly layout: number
  /** Height of the window. */
  readonly window: number
}

/** Returns the height that a list takes in the document. */
export const heightOf = (layout: number): number => Math.min(layout, TALLEST)

/** Returns the place in the lines that a scroll position of the window stands for. */
export function toLayout(offset: number, scale: Scale): number {
  const height = heightOf(scale.layout)
  if (height === scale.layout || offset <= scale.top) return offset
  const most = height - scale.window
  const inside = Math.min(offset - scale.top, most)
  return scale.top + (inside * (scale.layout - scale.window)) / most + (offset - scale.top - inside)
}

/** Returns the scroll position of the window that stands for a place in the lines. */
export function toWindow(offset: number, scale: Scale): number {
  const height = heightOf(scale.layout)
  if (height === scale.layout || offset <= scale.top) return offset
  const most = scale.layout - scale.window
  const inside = Math.min(offset - scale.top, most)
  return scale.top + (inside * (height - scale.window)) / most + (offset - scale.top - inside)
}
