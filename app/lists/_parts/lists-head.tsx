import Link from 'next/link'
import type { ReactNode } from 'react'
import { paths } from '@/lib/contract/paths'

/** The head of a page about lists: where one is, its title with what it says, and its actions. */
export function ListsHead(props: {
  /** The heading, or what stands in its place while it is edited. */
  readonly title: ReactNode
  readonly says?: ReactNode
  readonly actions?: ReactNode
  /** True on a page below the page of all lists. */
  readonly isBelow?: boolean
}) {
  const { title, says, actions, isBelow = false } = props
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-6 py-2 max-md:px-4">
      {isBelow ? (
        <>
          <Link className="text-ink-2" href={paths.lists()} prefetch={false}>
            Lists
          </Link>
          <span className="text-ink-3" aria-hidden="true">
            /
          </span>
        </>
      ) : null}
      {typeof title === 'string' ? (
        <h1 className="text-20/7 font-semibold tracking-[-0.012em] wrap-anywhere">{title}</h1>
      ) : (
        title
      )}
      {says ? <span className="text-ink-2">{says}</span> : null}
      {actions ? (
        <div className="flex flex-wrap items-center gap-2 md:ml-auto print:hidden">{actions}</div>
      ) : null}
    </header>
  )
}
