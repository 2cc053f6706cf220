'use client'

import type { ReactNode } from 'react'
import { type SearchView, searchHref } from './address'
import { useSearch } from './use-search'

/** A link to another view of the search, which changes the page at once. It also works without scripts and in a new tab. */
export function ViewLink(props: {
  readonly view: SearchView
  readonly changes: Partial<SearchView>
  readonly on?: boolean
  readonly className?: string
  readonly children: ReactNode
}) {
  const { view, changes, on = false, className, children } = props
  const [, setView] = useSearch()
  return (
    <a
      href={searchHref(view, changes)}
      className={className}
      data-choice
      {...(on ? { 'aria-current': 'true' as const } : {})}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        void setView(changes)
      }}
    >
      {children}
    </a>
  )
}
