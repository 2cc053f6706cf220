import { z } from 'zod'
import { type ColumnId, columnOf, FLEXIBLE, ORDER, PINNED, USUAL } from './columns'

/** Which columns the table has, in which order and how wide. A cookie keeps it, so that the server draws what was chosen. */
export interface Layout {
  readonly order: readonly ColumnId[]
  readonly visible: readonly ColumnId[]
  /** Widths in px that were changed. */
  readonly sizes: Readonly<Partial<Record<ColumnId, number>>>
}

export const LAYOUT_COOKIE = 'semascope-columns'
const YEAR_SECONDS = 31_536_000

export const USUAL_LAYOUT: Layout = { order: ORDER, visible: USUAL, sizes: {} }

const id = z.custom<ColumnId>((value) => ORDER.includes(value as ColumnId))
const LayoutSchema = z.object({
  order: z.array(id),
  visible: z.array(id),
  sizes: z.record(z.string(), z.number().min(40).max(1200)),
})

/** Reads what the cookie keeps; the usual layout if it keeps nothing, or what an older version wrote. */
export function parseLayout(text: string | undefined): Layout {
  try {
    const read = LayoutSchema.safeParse(JSON.parse(decodeURIComponent(text ?? '')))
    if (!read.success) return USUAL_LAYOUT
    const { order, visible, sizes } = read.data
    const known = [...new Set(order)]
    return {
      order: [...known, ...ORDER.filter((column) => !known.includes(column))],
      visible: [...new Set([...PINNED, ...visible])],
      sizes: Object.fromEntries(Object.entries(sizes).filter(([column]) => id.safeParse(column).success)),
    }
  } catch {
    return USUAL_LAYOUT
  }
}

/** Keeps a layout for a year; the usual one is forgotten. */
export function keepLayout(layout: Layout): void {
  const value = layout === USUAL_LAYOUT ? '' : encodeURIComponent(JSON.stringify(layout))
  const age = value === '' ? 0 : YEAR_SECONDS
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser
  document.cookie = `${LAYOUT_COOKIE}=${value}; path=/; max-age=${age}; samesite=lax`
}

/** Returns a layout with a column shown or hidden. */
export function withColumn(layout: Layout, column: ColumnId, isShown: boolean): Layout {
  const others = layout.visible.filter((other) => other !== column)
  return { ...layout, visible: isShown ? [...others, column] : others }
}

/** Returns a layout with a column moved over its shown neighbour, `by` −1 to the left and 1 to the right. */
export function moved(layout: Layout, column: ColumnId, by: -1 | 1): Layout {
  const shown = layout.order.filter((other) => layout.visible.includes(other) && !PINNED.includes(other))
  const neighbour = shown[shown.indexOf(column) + by]
  if (neighbour === undefined) return layout
  const order = layout.order.filter((other) => other !== column)
  order.splice(order.indexOf(neighbour) + (by === 1 ? 1 : 0), 0, column)
  return { ...layout, order }
}

/** Returns a layout with a column of another width. */
export const resized = (layout: Layout, sizes: Readonly<Record<string, number>>): Layout => ({
  ...layout,
  sizes: Object.fromEntries(
    Object.entries(sizes)
      .filter(([column]) => column !== FLEXIBLE && id.safeParse(column).success)
      .map(([column, size]) => [column, Math.round(Math.max(size, columnOf(column).least))]),
  ),
})
