'use client'

import Link from 'next/link'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { TokenLiterals } from '@/app/_ui/tokens/token-literal'
import { NOTE_LENGTH } from '@/lib/contract/limits'
import type { ListEntry as Entry } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'

interface Props {
  entry: Entry
  isOwn: boolean
  isSelected: boolean
  onMove: (by: 1 | -1) => void
  onRemove: () => void
  onNote: (note: string) => void
}

/** A feature of a list with its note. The controls of the owner take the same room for everybody, so nothing moves. */
export function ListEntry({ entry, isOwn, isSelected, onMove, onRemove, onNote }: Props) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  return (
    <li ref={row} {...(isSelected ? { 'aria-current': 'true' as const } : {})}>
      <div className="what">
        <Link className="name" href={paths.feature(entry.dictionary, entry.feature)} prefetch={false}>
          <span className="mono link">#{entry.feature}</span>{' '}
          {entry.label ?? <TokenLiterals tokens={entry.topTokens} limit={3} />}
        </Link>
        <span className="dim mono dict">{entry.dictionary}</span>
        <Note entry={entry} isOwn={isOwn} onNote={onNote} />
      </div>
      <span className="edit" hidden={!isOwn}>
        <button
          className="icon"
          type="button"
          aria-label={`Move #${entry.feature} up`}
          onClick={() => onMove(-1)}
        >
          ↑
        </button>
        <button
          className="icon"
          type="button"
          aria-label={`Move #${entry.feature} down`}
          onClick={() => onMove(1)}
        >
          ↓
        </button>
        <button className="icon" type="button" aria-label={`Remove #${entry.feature}`} onClick={onRemove}>
          ×
        </button>
      </span>
    </li>
  )
}

function Note({ entry, isOwn, onNote }: Pick<Props, 'entry' | 'isOwn' | 'onNote'>) {
  const [text, setText] = useState(entry.note)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => setText(entry.note), [entry.note])
  const close = () => {
    setOpen(false)
    if (text.trim() !== entry.note) onNote(text)
  }
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      setText(entry.note)
      setOpen(false)
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      close()
    }
  }
  if (isOpen)
    return (
      <textarea
        className="field note-field"
        // biome-ignore lint/a11y/noAutofocus: it opens where the person just pressed
        autoFocus
        rows={2}
        maxLength={NOTE_LENGTH}
        aria-label={`Note on #${entry.feature}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={close}
        onKeyDown={keys}
      />
    )
  return (
    <p className="noted">
      <span className="text" dir="auto">
        {entry.note}
      </span>{' '}
      <button className="link plain" type="button" hidden={!isOwn} onClick={() => setOpen(true)}>
        {entry.note ? 'Edit' : 'Add a note'}
      </button>
    </p>
  )
}
