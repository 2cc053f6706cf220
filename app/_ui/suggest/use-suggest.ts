'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { API_ROOT, paths } from '@/lib/contract/paths'
import { messageOf } from '@/lib/errors'
import { chooseTheme } from '../chosen-theme'
import { searchQueries } from '../data/queries/search'
import { currentBindings } from '../keys'
import { type Entry, entryGroups } from './entries'

const TYPING_MS = 120

/**
 * The state of a search field: what is typed, what that may mean, and what is chosen. Enter opens what is chosen for the text
 * as it stands. If its answer is not there yet, Enter is kept until it is, so that nothing of the text before is opened.
 */
export function useSuggest(options: {
  readonly initial?: string
  /** The dictionary to search; by default that of the page. */
  readonly dictionary?: string | undefined
  /** Called before an entry is opened. */
  readonly onOpen: () => void
}) {
  const { initial = '', onOpen } = options
  const router = useRouter()
  const path = usePathname()
  const dictionary = options.dictionary ?? dictionaryOf(path)
  const [text, setText] = useState(initial)
  const [asked, setAsked] = useState(initial.trim())
  const [kept, setKept] = useState<string | null>(null)
  const [chosen, setChosen] = useState<{ q: string; id: string } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const q = text.trim()
  const { data, error, isPlaceholderData } = useQuery(searchQueries.suggest(asked, dictionary))
  const isFresh = asked === q && data !== undefined && !isPlaceholderData
  const groups = entryGroups({ q, path, answer: data, keys: currentBindings() })
  const entries = groups.flatMap((group) => group.entries)
  // When an entry disappears, the list reports another one as chosen, although nobody chose it.
  const selected = entries.find(({ id }) => chosen?.q === q && id === chosen.id) ?? entries[0]

  const ask = (wanted: string) => {
    clearTimeout(timer.current)
    setAsked(wanted)
  }
  const type = (typed: string) => {
    setText(typed)
    setKept(null)
    clearTimeout(timer.current)
    const wanted = typed.trim()
    if (wanted === '') ask(wanted)
    else timer.current = setTimeout(() => ask(wanted), TYPING_MS)
  }
  const go = (href: string) => {
    setKept(null)
    onOpen()
    if (href.startsWith(API_ROOT)) window.location.assign(href)
    else router.push(href)
  }
  const open = (entry: Entry) => {
    if (entry.kind !== 'key' && entry.kind !== 'theme') return go(entry.href)
    setKept(null)
    onOpen()
    if (entry.kind === 'theme') return chooseTheme(entry.theme)
    const { key } = entry
    // after the layer is closed, because keys of the page do nothing under one
    setTimeout(() =>
      currentBindings()
        .find(({ keys }) => keys === key)
        ?.run(new KeyboardEvent('keydown', { key })),
    )
  }
  const enter = () => {
    if (isFresh && selected) open(selected)
    else if (q !== '') {
      ask(q)
      setKept(q)
    }
  }
  const isKept = kept !== null && kept === q
  useEffect(() => {
    if (!isKept) return
    if (isFresh && selected) open(selected)
    else if (error && asked === q) go(paths.search({ q, dictionary }))
  })

  return {
    ...{ text, q, type, enter, open, groups, isFresh, isKept, dictionary },
    selected: isFresh ? (selected?.id ?? '') : '',
    choose: (id: string) => isFresh && setChosen({ q, id }),
    failure: error && asked === q ? messageOf(error) : null,
  }
}

export type Suggest = ReturnType<typeof useSuggest>

/** Returns the dictionary of a page under /d. */
function dictionaryOf(path: string): string | undefined {
  const segment = /^\/d\/([^/]+)/.exec(path)?.[1]
  return segment && decodeURIComponent(segment)
}
