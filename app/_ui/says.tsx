import type { ReactNode } from 'react'

/** A page that says one thing: that an address leads nowhere, that a page failed, or that there is nothing yet. */
export function Says({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <main id="main" className="mx-auto w-full max-w-2xl px-6 py-12 max-md:px-4 max-md:py-6">
      <h1 className="mb-2 text-20/7 tracking-[-0.012em]">{title}</h1>
      {children}
    </main>
  )
}
