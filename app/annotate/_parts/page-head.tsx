import type { ReactNode } from 'react'

/** The head of a page about studies: its title, what it is about, and what can be done. */
export function PageHead(props: {
  readonly title: string
  readonly remark?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2 md:px-6">
      <h1 className="text-20/7 tracking-[-0.012em] wrap-anywhere">{props.title}</h1>
      {props.remark ? <p className="text-ink-2">{props.remark}</p> : null}
      {props.children}
    </header>
  )
}

/** A text in the middle of an otherwise empty page: what is over, missing or to be done first. */
export const Centred = ({ children }: { children: ReactNode }) => (
  <div className="mx-auto grid max-w-xl gap-3 px-4 py-12 md:py-16">{children}</div>
)
