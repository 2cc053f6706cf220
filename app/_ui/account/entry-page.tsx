import type { ReactNode } from 'react'

/** A page of one narrow form: signing in, accepting an invitation. */
export function EntryPage(props: { title: string; says: ReactNode; children?: ReactNode }) {
  return (
    <main id="main" className="mx-auto w-full max-w-98 px-4 py-12 max-md:py-6">
      <h1 className="mb-1 text-20/7 font-semibold tracking-[-0.012em]">{props.title}</h1>
      <p className="mb-4 text-ink-2">{props.says}</p>
      {props.children}
    </main>
  )
}

/** Classes of a form whose fields stand one below the other. */
export const FORM = 'grid max-w-90 gap-3'
/** Classes of a field of such a form. */
export const FIELD = 'h-9 w-full'
