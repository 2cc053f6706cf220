'use client'

const CLOSE = 'semascope-close-tips'

/** Closes the tips of all kinds but one, so that no two stand over a page at once. A tip calls it before it opens. */
export function closeTips(but?: string): void {
  window.dispatchEvent(new CustomEvent(CLOSE, { detail: but }))
}

/** Runs when another kind of tip opens, or when all are to close. Returns a function that stops listening. */
export function onOtherTip(kind: string, close: () => void): () => void {
  const listen = (event: Event) => {
    if ((event as CustomEvent<string | undefined>).detail !== kind) close()
  }
  window.addEventListener(CLOSE, listen)
  return () => window.removeEventListener(CLOSE, listen)
}
