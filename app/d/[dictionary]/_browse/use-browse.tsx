'use client'

import { useQueryStates } from 'nuqs'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react'
import type { ListSource } from '@/app/_ui/data/queries/feature-lists'
import { type BrowseState, browseParams } from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'
import { BROWSE_PARSERS, browseState } from './address'

/** A change of the list; `undefined` takes a filter away. */
export type Change = { readonly [Name in keyof BrowseState]?: BrowseState[Name] | undefined }

interface Browse {
  readonly source: ListSource
  /** The list that the address asks for. */
  readonly query: BrowseState
  /** Changes the list at once. What one types into one field (`typed`) is one step of the history. */
  readonly go: (change: Change, typed?: string) => void
  /** Returns the address of a list, for links. */
  readonly hrefOf: (query: BrowseState) => string
}

const BrowseContext = createContext<Browse | null>(null)

/** Holds the state of the list, which is the address: every part of the page reads and changes it here. */
export function BrowseProvider({ source, children }: { source: ListSource; children: ReactNode }) {
  const [read, write] = useQueryStates(BROWSE_PARSERS, { history: 'push' })
  const { dictionary, analysis } = source
  const query = useMemo(() => browseState(read), [read])
  const typing = useRef<string>(undefined)
  useEffect(() => {
    const forget = () => {
      typing.current = undefined
    }
    window.addEventListener('popstate', forget)
    return () => window.removeEventListener('popstate', forget)
  }, [])
  const go = useCallback(
    (change: Change, typed?: string) => {
      const isMore = typed !== undefined && typing.current === typed
      typing.current = typed
      const values = Object.fromEntries(
        Object.entries(change).map(([name, value]) => [name, value === undefined ? null : value]),
      )
      void write(values, { history: isMore ? 'replace' : 'push' })
    },
    [write],
  )
  const value = useMemo(
    () => ({
      source: { dictionary, analysis },
      query,
      go,
      hrefOf: (other: BrowseState) => paths.browse(dictionary, browseParams(other)),
    }),
    [dictionary, analysis, query, go],
  )
  return <BrowseContext value={value}>{children}</BrowseContext>
}

/** Returns the state of the list and what changes it. */
export function useBrowse(): Browse {
  const browse = useContext(BrowseContext)
  if (!browse) throw new Error('useBrowse needs a BrowseProvider around it')
  return browse
}
