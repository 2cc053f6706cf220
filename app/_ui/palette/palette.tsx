'use client'

import { Command } from 'cmdk'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { TokenLiteral, TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { paths } from '@/lib/contract/paths'
import type { SuggestAnswer } from '@/lib/contract/suggest'
import { formatCount, formatPercent } from '@/lib/view/format'
import { tokenName } from '@/lib/view/token-view'
import { takeKeysInto } from '../held-keys'
import { hrefFrom, PLACES } from '../places'
import './palette.css'
import { useSuggestions } from './use-suggestions'

/** Finds features, tokens, dictionaries and places by a few characters. Arrows choose, Enter opens, Escape closes. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const path = usePathname()
  const dialog = useRef<HTMLDialogElement>(null)
  const [q, setQ] = useState('')
  const here = /^\/d\/([^/]+)/.exec(path)?.[1]
  const { answer, isFresh, failure } = useSuggestions(q.trim(), here && decodeURIComponent(here))
  const [chosen, setChosen] = useState<{ q: string; item: string } | null>(null)

  useEffect(() => {
    dialog.current?.showModal()
    const field = dialog.current?.querySelector('input')
    if (field) takeKeysInto(field)
  }, [])
  const go = (href: string) => {
    onClose()
    router.push(href)
  }
  const dictionary = answer?.dictionary ?? undefined
  const places = PLACES.filter(({ name }) => name.toLowerCase().includes(q.trim().toLowerCase()))
  // While an answer is loading, the items belong to the text before, and Enter must not open them.
  const isReady = isFresh || q.trim() === ''
  const items = isReady
    ? itemIds(
        answer,
        places.map(({ name }) => name),
      )
    : [SEARCH]
  // When an item disappears, the list reports another item as chosen, although nobody chose it.
  const selected = chosen?.q === q && items.includes(chosen.item) ? chosen.item : items[0]

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Go to"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <Command
        shouldFilter={false}
        loop
        label="Go to"
        value={selected}
        onValueChange={(item) => isReady && setChosen({ q, item })}
      >
        <Command.Input
          value={q}
          onValueChange={setQ}
          placeholder="Feature, token or label"
          aria-label="Feature number, label, token, dictionary or page"
        />
        <Command.List label="Found">
          {failure ? <p className="fail">{failure}</p> : null}
          {answer && answer.features.length > 0 ? (
            <Command.Group heading={`Features of ${dictionary}`}>
              {answer.features.map((feature) => (
                <Item
                  key={feature.index}
                  id={`feature-${feature.index}`}
                  onSelect={() => go(paths.feature(dictionary ?? '', feature.index))}
                  side={formatPercent(feature.density)}
                >
                  <span className="mono id">#{feature.index}</span>
                  <span className="nm">{feature.label ?? <TokenLiterals tokens={feature.topTokens} />}</span>
                </Item>
              ))}
            </Command.Group>
          ) : null}
          {answer && answer.tokens.length > 0 ? (
            <Command.Group heading="Tokens">
              {answer.tokens.map((token) => (
                <Item
                  key={token.id}
                  id={`token-${token.id}`}
                  onSelect={() => go(paths.search({ q: tokenName(token), id: token.id, dictionary }))}
                  side={`id ${token.id}`}
                >
                  <TokenLiteral token={token} />
                  <span className="sec">features that fire on it</span>
                </Item>
              ))}
            </Command.Group>
          ) : null}
          {answer && answer.dictionaries.length > 0 ? (
            <Command.Group heading="Dictionaries">
              {answer.dictionaries.map(({ id, size }) => (
                <Item
                  key={id}
                  id={`dictionary-${id}`}
                  onSelect={() => go(paths.browse(id))}
                  side={`${formatCount(size)} features`}
                >
                  <span className="nm">{id}</span>
                </Item>
              ))}
            </Command.Group>
          ) : null}
          {places.length > 0 ? (
            <Command.Group heading="Go to">
              {places.map((place) => (
                <Item
                  key={place.name}
                  id={`place-${place.name}`}
                  onSelect={() => go(hrefFrom(place, path))}
                  side={
                    <>
                      <kbd>g</kbd> <kbd>{place.key}</kbd>
                    </>
                  }
                >
                  {place.name}
                </Item>
              ))}
            </Command.Group>
          ) : null}
          {q.trim() === '' ? null : (
            <Command.Group heading="Search">
              <Item
                id={SEARCH}
                onSelect={() => go(paths.search({ q: q.trim(), dictionary }))}
                side="all results"
              >
                Search for “{q.trim()}”
              </Item>
            </Command.Group>
          )}
        </Command.List>
      </Command>
      <footer>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>↵</kbd> open
        </span>
        <button type="button" onClick={onClose}>
          <kbd>esc</kbd> close
        </button>
      </footer>
    </dialog>
  )
}

const SEARCH = 'search'

/** Returns what can be opened, in the order of the list. */
function itemIds(answer: SuggestAnswer | null, places: readonly string[]): string[] {
  return [
    ...(answer?.features ?? []).map(({ index }) => `feature-${index}`),
    ...(answer?.tokens ?? []).map(({ id }) => `token-${id}`),
    ...(answer?.dictionaries ?? []).map(({ id }) => `dictionary-${id}`),
    ...places.map((name) => `place-${name}`),
    SEARCH,
  ]
}

function Item(props: { id: string; onSelect: () => void; side: ReactNode; children: ReactNode }) {
  return (
    <Command.Item value={props.id} onSelect={props.onSelect}>
      {props.children}
      <span className="side">{props.side}</span>
    </Command.Item>
  )
}
