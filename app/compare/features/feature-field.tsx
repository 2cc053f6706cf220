'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { type FormEvent, useId, useState } from 'react'
import { searchQueries } from '@/app/_ui/data/queries/search'
import { Button } from '@/app/_ui/kit/button'
import { cn } from '@/app/_ui/kit/cn'
import { CHOICE, FLOAT } from '@/app/_ui/kit/float'
import { INPUT } from '@/app/_ui/kit/input'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { formatCount } from '@/lib/view/format'
import type { Comparable } from './address'

const NUMBER = /^#?(\d{1,10})$/

/**
 * A field for one feature of a dictionary: a number and Enter, or a few words, of which the list below finds features. What is
 * wrong with a number is said next to it.
 */
export function FeatureField(props: {
  readonly dictionary: Comparable
  /** Why none can be added now. */
  readonly refused: string | null
  readonly isChosen: (feature: number) => boolean
  readonly onAdd: (feature: number) => void
}) {
  const { dictionary, refused, isChosen, onAdd } = props
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState('')
  const [wrong, setWrong] = useState('')
  const q = text.trim()
  const isWords = q.length > 1 && !NUMBER.test(q)
  const { data, isPlaceholderData } = useQuery({
    ...searchQueries.suggest(q, dictionary.id),
    enabled: isWords,
    placeholderData: keepPreviousData,
  })
  const isFresh = isWords && data !== undefined && !isPlaceholderData
  const found = isFresh ? data.features.filter((one) => one.dictionary === dictionary.id) : []
  const values = found.map(({ index }) => String(index))
  const value = values.includes(chosen) ? chosen : (values[0] ?? '')

  const add = (feature: number) => {
    const fault =
      refused ??
      (feature >= dictionary.size
        ? `${dictionary.id} has features 0 to ${formatCount(dictionary.size - 1)}.`
        : isChosen(feature)
          ? 'This feature is here already.'
          : '')
    setWrong(fault)
    if (fault) return
    setText('')
    onAdd(feature)
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const [, number] = NUMBER.exec(q) ?? []
    if (number !== undefined) add(Number(number))
    else if (value !== '') add(Number(value))
    else if (isFresh) setWrong('No feature is found by this.')
    else setWrong('Type the number of a feature, such as 196, or words of its label.')
  }

  return (
    <form className="flex items-start gap-2" onSubmit={submit}>
      <Command
        shouldFilter={false}
        vimBindings={false}
        loop
        label="Feature"
        value={value}
        onValueChange={setChosen}
        className="relative flex w-56 flex-col gap-1"
      >
        <span aria-hidden="true" className="text-12/4 text-ink-2">
          Feature
        </span>
        <Command.Input
          value={text}
          onValueChange={(next) => {
            setText(next)
            setWrong('')
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Escape') setText('')
            if (event.key !== 'Enter') return
            event.preventDefault()
            event.stopPropagation()
            submit()
          }}
          placeholder="number, or words of a label"
          className={cn(INPUT, 'w-full')}
          {...(wrong ? { 'aria-invalid': true, 'aria-describedby': `${id}-wrong` } : {})}
        />
        {wrong ? (
          <p id={`${id}-wrong`} role="alert" className="text-12/4 text-bad">
            {wrong}
          </p>
        ) : null}
        <Command.List
          label="Features found"
          className={cn(
            FLOAT,
            'absolute top-full right-0 mt-1 max-h-80 w-88 max-w-[calc(100vw-2rem)] overflow-y-auto p-1',
            found.length === 0 && 'hidden',
          )}
        >
          {found.map(({ index, label, topTokens }) => (
            <Command.Item
              key={index}
              value={String(index)}
              onSelect={() => add(index)}
              className={cn(CHOICE, 'aria-selected:bg-accent-soft')}
            >
              <span className="min-w-12 font-mono text-12 text-accent">#{index}</span>
              <span className="min-w-0 flex-1 truncate">{label ?? <TokenLiterals tokens={topTokens} />}</span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      <Button type="submit" className="mt-5" reason={refused}>
        Add
      </Button>
    </form>
  )
}
