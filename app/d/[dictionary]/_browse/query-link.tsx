'use client'

import type { ComponentProps, MouseEvent } from 'react'
import type { BrowseState } from '@/lib/contract/browse-query'
import { type Change, useBrowse } from './use-browse'

/** A link to a changed list: a press changes the list in place, and the address serves a new tab and a page without scripts. */
export function QueryLink({ to, ...props }: Omit<ComponentProps<'a'>, 'href'> & { to: BrowseState }) {
  const { query, go, hrefOf } = useBrowse()
  const follow = (event: MouseEvent) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event
    if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
    event.preventDefault()
    go(changeOf(query, to))
  }
  return <a {...props} href={hrefOf(to)} onClick={follow} />
}

/** Returns what changes from one list to another, with what the other one lacks as undefined. */
function changeOf(from: BrowseState, to: BrowseState): Change {
  const gone = Object.fromEntries(Object.keys(from).map((name) => [name, undefined]))
  return { ...gone, ...to }
}
