/** The columns of a line of examples: activation, text, loss effect, repeats, document. */
const COLUMNS = 'grid grid-cols-[2.75rem_minmax(0,1fr)_3rem_3rem_5.25rem] items-center gap-x-2'

export const HEAD = `${COLUMNS} sticky top-bar z-5 h-6 border-b border-line bg-surface text-11 text-ink-3 @max-[40rem]:hidden print:static`

/**
 * A line, or where the pane is narrow a block: figures at the left, the text on two lines or three, the document below it. Its
 * height is fixed, so that what is still loading takes the same room.
 */
export const ROW = `${COLUMNS} text-12 hover:bg-sunken @max-[40rem]:grid-cols-[2.75rem_minmax(0,1fr)] @max-[40rem]:grid-rows-[repeat(2,1.5rem)_1fr] @max-[40rem]:items-start @max-[40rem]:border-t @max-[40rem]:border-line @max-[40rem]:py-1.5 @max-[30rem]:grid-rows-[repeat(3,1.5rem)_1fr] print:break-inside-avoid`

/** The height of a line of one window, here or still loading. */
export const WINDOW_ROW = 'h-6.5 @max-[40rem]:h-20.5 @max-[30rem]:h-26.25'

/** A whole text takes as many lines as it has. */
export const WHOLE_ROW = 'items-start border-t border-line py-1.5 leading-6'

const narrow = (at: string) => `${at} @max-[40rem]:col-start-1`
export const CELL = {
  activation: narrow('text-right @max-[40rem]:row-start-1 @max-[40rem]:font-semibold'),
  text: 'min-w-0 @max-[40rem]:col-start-2 @max-[40rem]:row-span-2 @max-[40rem]:row-start-1 @max-[30rem]:row-span-3',
  effect: narrow('text-right @max-[40rem]:row-start-2'),
  repeats: narrow('text-right text-11 text-ink-3 @max-[40rem]:row-start-3'),
  source:
    'truncate text-11 text-ink-3 @max-[40rem]:col-start-2 @max-[40rem]:row-start-3 @max-[30rem]:row-start-4',
} as const
