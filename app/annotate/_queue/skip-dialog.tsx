'use client'

import { useEffect, useRef, useState } from 'react'
import { isField } from '@/app/_ui/keys'
import { SKIP_REASONS, type SkipReason } from '@/lib/domain/study'

const SAYS: Record<SkipReason, string> = {
  unreadable: 'I cannot read the language or the code',
  recognised: 'I know this item from elsewhere',
  display: 'Something is not shown correctly',
  other: 'Another reason',
}

/** Asks why a person skips an item; keys 1 to 4 choose. */
export function SkipDialog(props: {
  onSkip: (reason: SkipReason, note: string) => void
  onCancel: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const noteField = useRef<HTMLInputElement>(null)
  const [note, setNote] = useState('')
  const [needsNote, setNeedsNote] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])

  const choose = (reason: SkipReason) => {
    if (reason !== 'other' || note.trim() !== '') return props.onSkip(reason, note)
    setNeedsNote(true)
    noteField.current?.focus()
  }

  return (
    <dialog
      className="help skipping"
      ref={dialog}
      aria-labelledby="skip-title"
      onClose={props.onCancel}
      onKeyDown={(event) => {
        // the keys of the page must not fire in the dialog
        event.stopPropagation()
        event.nativeEvent.stopImmediatePropagation()
        const reason = SKIP_REASONS[Number(event.key) - 1]
        if (!reason || isField(event.target)) return
        event.preventDefault()
        choose(reason)
      }}
    >
      <header>
        <h2 id="skip-title">Why do you skip this item?</h2>
        <button className="btn quiet" type="button" onClick={props.onCancel}>
          Cancel <kbd>esc</kbd>
        </button>
      </header>
      <ul>
        {SKIP_REASONS.map((reason, at) => (
          <li key={reason}>
            <button className="btn" type="button" onClick={() => choose(reason)}>
              <kbd>{at + 1}</kbd> {SAYS[reason]}
            </button>
          </li>
        ))}
      </ul>
      <input
        className="field"
        ref={noteField}
        value={note}
        maxLength={500}
        aria-label="Remark"
        placeholder={needsNote ? 'Say why, then press Enter' : 'A remark is needed only for another reason'}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && note.trim() !== '') props.onSkip('other', note)
        }}
      />
    </dialog>
  )
}
