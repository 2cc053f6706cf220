const COLUMNS = 'grid-cols-[2.75rem_minmax(0,1fr)_3rem_3rem_5.25rem]'

/** The heads of the columns: activation, text, loss effect, repeats, document. */
export const HEAD = `${COLUMNS} sticky top-bar z-5 grid h-6 items-center gap-x-2 border-b border-line bg-surface text-11 text-ink-3 @max-[40rem]:hidden print:static`

/**
 * Classes of a list of examples. They stand once on the list and not on each of its lines, because a page has a hundred lines. An
 * example is a line, or where the pane is narrow a block: figures at the left, the text on two lines or three, the document below.
 */
const LINES =
  '*:grid *:gap-x-2 *:text-12 *:hover:bg-sunken *:print:break-inside-avoid [&>li>:nth-child(2)]:min-w-0 [&>li>:last-child]:truncate [&>li>:last-child]:text-left [&>li>:last-child]:text-11 [&>li>:last-child]:text-ink-3 *:text-right [&_[data-strip]]:text-left'
const WIDE = '*:grid-cols-[2.75rem_minmax(0,1fr)_3rem_3rem_5.25rem]'
const NARROW =
  '*:@max-[40rem]:grid-cols-[2.75rem_minmax(0,1fr)] *:@max-[40rem]:grid-rows-[repeat(2,1.5rem)_1fr] *:@max-[40rem]:border-t *:@max-[40rem]:border-line *:@max-[40rem]:py-1.5 *:@max-[30rem]:grid-rows-[repeat(3,1.5rem)_1fr] @max-[40rem]:[&>li>:first-child]:font-semibold'
const NARROW_CELLS =
  '@max-[40rem]:[&>li>:nth-child(2)]:col-start-2 @max-[40rem]:[&>li>:nth-child(2)]:row-[1/3] @max-[30rem]:[&>li>:nth-child(2)]:row-[1/4] @max-[40rem]:[&>li>:last-child]:col-start-2 @max-[40rem]:[&>li>:last-child]:row-start-3 @max-[30rem]:[&>li>:last-child]:row-start-4'
const BASE = `${LINES} ${WIDE} ${NARROW} ${NARROW_CELLS}`

/** The height of a line is fixed, so that what is still loading takes the same room. */
const HEIGHT = '*:h-(--line)'

export const WINDOWS = `${BASE} ${HEIGHT} *:items-center *:@max-[40rem]:items-start`
/** A whole text takes as many lines as it has. */
export const TEXTS = `${BASE} *:items-start *:border-t *:border-line *:py-1.5 *:leading-6`

/** Lines that are still loading, drawn by one element, with the room of each: a figure and a text. */
const WAITING =
  '[&_[aria-busy]]:h-[calc(var(--rows)*var(--line))] [&_[aria-busy]]:animate-skeleton [&_[aria-busy]]:bg-[linear-gradient(to_right,transparent_8px,var(--color-bar-soft)_8px_44px,transparent_44px_56px,var(--color-bar-soft)_56px_74%,transparent_74%)] [&_[aria-busy]]:mask-[repeating-linear-gradient(transparent_0_8px,rgb(0_0_0/.6)_8px_18px,transparent_18px_var(--line))] [&_[aria-busy]]:opacity-0'

/** Classes of the parent of all groups: their headings with a swatch, the line between them, and where a link to one lands. */
export const GROUPS = `${WAITING} [--line:1.625rem] @max-[40rem]:[--line:5.125rem] @max-[30rem]:[--line:6.5625rem] *:scroll-mt-6 *:border-line *:not-first:border-t *:last:pb-2 max-md:*:scroll-mt-9.5 [&_h3]:flex [&_h3]:min-h-8 [&_h3]:items-center [&_h3]:gap-2 [&_h3]:py-1 [&_h3]:text-12/4 [&_h3]:font-normal [&_h3]:text-ink-3 [&_h3]:print:break-after-avoid [&_h3_b]:flex-none [&_h3_b]:font-semibold [&_h3_b]:text-ink [&_h3_i]:ml-8.5 [&_h3_i]:size-2.5 [&_h3_i]:flex-none [&_h3_i]:rounded-1 [&_h3_i]:border [&_h3_i]:border-control [&_h3_i]:[print-color-adjust:exact] @max-[40rem]:[&_h3_i]:ml-0`
