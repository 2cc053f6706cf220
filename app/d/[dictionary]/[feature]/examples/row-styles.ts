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
const HEIGHT = '*:h-6.5 *:@max-[40rem]:h-20.5 *:@max-[30rem]:h-26.25'

export const WINDOWS = `${BASE} ${HEIGHT} *:items-center *:@max-[40rem]:items-start`
/** A whole text takes as many lines as it has. */
export const TEXTS = `${BASE} *:items-start *:border-t *:border-line *:py-1.5 *:leading-6`

/** Lines that are still loading: a figure and a text, each one bar. */
export const WAITING = `${HEIGHT} animate-skeleton opacity-0 *:flex *:items-center *:gap-3 [&_i]:h-2.5 [&_i]:bg-bar-soft [&_i]:opacity-60 [&_i:first-child]:w-9 [&_i:last-child]:w-3/4`
