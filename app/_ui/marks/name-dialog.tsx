'use client'

import { useEffect, useRef, useState } from 'react'
import { NameField } from '../rubric/name-field'
import { setPerson } from '../rubric/person'
import './dialog.css'

/** Asks for a name once, before a person's first signed write. */
export default function NameDialog({ onAnswer }: { onAnswer: (name: string | null) => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [name, setName] = useState('')
  const answered = useRef(false)
  useEffect(() => dialog.current?.showModal(), [])
  const answer = (value: string | null) => {
    if (answered.current) return
    answered.current = true
    onAnswer(value)
  }
  return (
    <dialog className="ask" ref={dialog} aria-labelledby="ask-name" onClose={() => answer(null)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const said = name.trim()
          if (said === '') return
          setPerson(said)
          answer(said)
          dialog.current?.close()
        }}
      >
        <h2 id="ask-name">Who are you?</h2>
        <p className="sec">What you write is signed with this name. With the same name you can undo it.</p>
        <div className="row">
          <NameField value={name} onChange={setName} />
          <button className="btn quiet" type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button className="btn primary" type="submit" aria-disabled={name.trim() === ''}>
            Continue
          </button>
        </div>
      </form>
    </dialog>
  )
}
