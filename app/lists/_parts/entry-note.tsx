'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { cn } from '@/app/_ui/kit/cn'
import { Textarea } from '@/app/_ui/kit/input'
import { NOTE_LENGTH } from '@/lib/contract/limits'
import type { ListEntry } from '@/lib/contract/lists'

interface Props {
  readonly entry: ListEntry
  readonly isOwn: boolean
  readonly onNote: (note: string) => void
}

/** The note on an entry, which its owner edits in place: Enter and leaving the field save it, Escape does not. */
export function EntryNote({ entry, isOwn, onNote }: Props) {
  const [text, setText] = useState<string | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const close = (save: boolean) => {
    if (save && text !== null && text.trim() !== entry.note) onNote(text)
    setText(null)
  }
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isDone = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing
    if (!isDone && event.key !== 'Escape') return
    event.preventDefault()
    close(isDone)
    requestAnimationFrame(() => opener.current?.focus())
  }
  if (text !== null)
    return (
      <Textarea
        className="text-12/4"
        autoFocus
        rows={2}
        maxLength={NOTE_LENGTH}
        aria-label={`Note on #${entry.feature}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => close(true)}
        onKeyDown={keys}
      />
    )
  return (
    <p className="text-12">
      <span className="text-ink-2 [unicode-bidi:isolate] wrap-anywhere whitespace-pre-wrap" dir="auto">
        {entry.note}
      </span>{' '}
      <button
        ref={opener}
        className={cn('min-h-6 text-accent hover:underline', isOwn || 'invisible')}
        type="button"
        onClick={() => setText(entry.note)}
      >
        {entry.note ? 'Edit' : 'Add a note'}
        <span className="sr-only"> on #{entry.feature}</span>
      </button>
    </p>
  )
}
