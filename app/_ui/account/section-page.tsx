import { type ReactNode, useId } from 'react'

/** A page of sections below each other, for accounts. */
export function SectionPage(props: { title: string; says: string; children: ReactNode }) {
  return (
    <main id="main" className="w-full max-w-280 px-6 pb-6 max-md:px-4">
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1 pt-3 pb-4">
        <h1 className="text-20/7 font-semibold tracking-[-0.012em]">{props.title}</h1>
        <span className="min-w-0 text-ink-2 wrap-anywhere">{props.says}</span>
      </header>
      {props.children}
    </main>
  )
}

/** One section, with a sentence that says what it is for. */
export function Section(props: { title: string; says: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="@container border-t border-line py-4">
      <h2 id={id} className="mb-1 text-15 font-semibold">
        {props.title}
      </h2>
      <p className="mb-3 max-w-160 text-ink-2">{props.says}</p>
      {props.children}
    </section>
  )
}
