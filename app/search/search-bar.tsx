'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/app/_ui/kit/button'
import { Input } from '@/app/_ui/kit/input'
import { Select } from '@/app/_ui/kit/select'
import { ToggleGroup } from '@/app/_ui/kit/toggle-group'
import { paths } from '@/lib/contract/paths'
import { SEARCH_TABS, type SearchTab } from '@/lib/contract/search'
import { type SearchView, searchParsers } from './address'
import type { SearchedDictionary } from './searched-dictionary'
import { useSearch } from './use-search'

const ASKS: Record<SearchTab, string> = {
  tokens: 'a token, such as import',
  labels: 'words of a label, or a kind: arabic',
  features: 'the number of a feature',
}
/** Time after which a density counts as typed. */
const REST_MS = 500

/** What is searched, and where. It also works without scripts, and before scripts are loaded. */
export function SearchBar(props: {
  view: SearchView
  dictionary: SearchedDictionary
  dictionaries: readonly SearchedDictionary[]
}) {
  const { view, dictionary, dictionaries } = props
  const router = useRouter()
  const [, setView] = useSearch()
  const [q, setQ] = useDraft(view.q)

  const submit = (text: string) => {
    const number = /^\s*(#?)(\d{1,9})\s*$/.exec(text)
    const index = Number(number?.[2])
    if (number && (number[1] !== '' || view.tab === 'features') && index < dictionary.size)
      router.push(paths.feature(dictionary.id, index))
    else void setView({ q: text.slice(0, 200), id: null, all: null })
  }
  return (
    <search>
      <form
        action={paths.search()}
        className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-canvas px-6 py-3 max-md:px-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit(q)
        }}
      >
        {view.tab === 'tokens' ? null : <input type="hidden" name="tab" value={view.tab} />}
        {view.sort === 'activation' ? null : <input type="hidden" name="sort" value={view.sort} />}
        <input type="hidden" name="dictionary" value={dictionary.id} />
        <div className="flex max-w-140 min-w-60 flex-1 gap-2 max-md:max-w-none max-md:basis-full">
          <Input
            type="search"
            name="q"
            className={`h-9 min-w-0 flex-1 ${view.tab === 'tokens' ? 'font-mono' : ''}`}
            value={q}
            onChange={(event) => setQ(event.target.value)}
            placeholder={ASKS[view.tab]}
            aria-label={`Search ${view.tab}`}
            maxLength={200}
            autoCapitalize="off"
            spellCheck={false}
            data-slash
          />
          <Button type="submit" variant="primary" className="h-9">
            Search
          </Button>
        </div>
        <ToggleGroup
          aria-label="What to search"
          value={view.tab}
          onValueChange={(tab) => void setView({ tab, id: null, all: null })}
          options={SEARCH_TABS.map((tab) => ({ value: tab, name: tab }))}
          className="max-md:w-full"
        />
        <span className="flex items-center gap-2 text-ink-2">
          in
          <Select
            aria-label="Dictionary"
            value={dictionary.id}
            onValueChange={(id) => void setView({ dictionary: id, id: null, all: null })}
            options={dictionaries.map(({ id }) => ({ value: id, name: id }))}
            className="h-9"
          />
        </span>
        {view.tab === 'features' ? null : <Density value={view.density} />}
      </form>
    </search>
  )
}

/** The highest density, which counts when typing pauses. It says what is wrong with a text that is no density. */
function Density({ value }: { value: number | null }) {
  const [, setView] = useSearch()
  const [text, setText] = useDraft(value === null ? '' : String(value))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const typed = text.trim().replace(',', '.')
  const density = searchParsers.density.parse(typed)
  const isWrong = typed !== '' && density === null
  const read = (next: string) => {
    clearTimeout(timer.current)
    const wanted = searchParsers.density.parse(next)
    if (wanted !== value && (next === '' || wanted !== null)) void setView({ density: wanted })
  }
  return (
    <div className="flex items-center gap-2 text-ink-2">
      density up to
      <Input
        inputMode="decimal"
        value={text}
        placeholder="100"
        aria-label="Maximum density in percent"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'density-wrong' : undefined}
        className="h-9 w-16 text-right"
        onChange={({ target }) => {
          setText(target.value)
          clearTimeout(timer.current)
          const next = target.value.trim().replace(',', '.')
          timer.current = setTimeout(() => read(next), REST_MS)
        }}
        onBlur={() => read(typed)}
        onKeyDown={(event) => event.key === 'Enter' && read(typed)}
      />
      %
      {isWrong ? (
        <span id="density-wrong" role="alert" className="text-12 text-bad">
          more than 0, at most 100
        </span>
      ) : null}
    </div>
  )
}

/** The text of a field, which follows the address when that changes. */
function useDraft(value: string): [string, (text: string) => void] {
  const [draft, setDraft] = useState({ of: value, text: value })
  if (draft.of !== value) setDraft({ of: value, text: value })
  return [draft.text, (text) => setDraft({ of: value, text })]
}
