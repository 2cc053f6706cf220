/** Classes of everything that floats over the page. */
export const FLOAT = 'z-40 rounded-3 border border-line-strong bg-raised text-ink shadow-float print:hidden'

/** Classes of one choice of a menu or a select. */
export const CHOICE =
  'flex min-h-control cursor-pointer items-center gap-2 rounded-2 px-2 text-left outline-none select-none hover:no-underline data-highlighted:bg-accent-soft data-disabled:cursor-not-allowed data-disabled:text-ink-3'
