'use client'

import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { NameField } from './name-field'
import { usePerson } from './person'

const never = () => () => undefined

interface Props {
  title?: string
  says?: string
  go?: string
  /** h1 if the page has no other heading. */
  heading?: 'h1' | 'h2'
  children: (person: string) => ReactNode
}

/** Asks for a name, and shows its children when a name is known. The name is kept in this browser, not on the server. */
export function NameGate({
  title = 'Who are you?',
  says = 'Scores are kept under this name. With the same name you can continue where you stopped.',
  go = 'Start',
  heading: Heading = 'h2',
  children,
}: Props) {
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
      <Heading>{title}</Heading>
      <p className="sec">{says}</p>
      <div className="row">
        <NameField value={name} onChange={setName} />
        <button className="btn primary" type="submit" aria-disabled={name.trim() === ''}>
          {go}
        </button>
      </div>
    </form>
  )
}
