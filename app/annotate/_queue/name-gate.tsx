'use client'

import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { usePerson } from '@/app/_ui/rubric/person'
import { NAME_LENGTH } from '@/lib/api/labels'

const never = () => () => undefined

/** Shows its children once a name is known; asks for one before. Only this browser knows the name, not the server. */
export function NameGate({ children }: { children: (person: string) => ReactNode }) {
  const [person, setPerson] = usePerson()
  const [name, setName] = useState('')
  const isHere = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!isHere) return null
  if (person.trim() !== '') return children(person.trim())
  return (
    <form
      className="say"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') setPerson(name.trim())
      }}
    >
      <h2>Who scores?</h2>
      <p className="sec">Scores are kept under this name, and you find your place again by it.</p>
      <p className="row">
        <label>
          <span className="sr">Your name</span>
          <input
            className="field"
            value={name}
            maxLength={NAME_LENGTH}
            placeholder="your name"
            autoComplete="nickname"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <button className="btn primary" type="submit" aria-disabled={name.trim() === ''}>
          Start
        </button>
      </p>
    </form>
  )
}
