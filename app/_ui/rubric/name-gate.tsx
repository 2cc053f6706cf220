'use client'

import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { NameField } from './name-field'
import { usePerson } from './person'

const never = () => () => undefined

interface Props {
  title?: string
  says?: string
  go?: string
  /** h1 where the page has no other head. */
  heading?: 'h1' | 'h2'
  children: (person: string) => ReactNode
}

/** Shows its children once a name is known; asks for one before. Only this browser knows the name, not the server. */
export function NameGate({
  title = 'Who scores?',
  says = 'Scores are kept under this name, and you find your place again by it.',
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
