'use client'

import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { Button } from '../kit/button'
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
  title = 'Sign your work',
  says = 'Scores are kept under this name. With the same name you can continue where you stopped.',
  go = 'Continue',
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
      className="mx-auto w-full max-w-2xl px-6 py-12 max-md:px-4 max-md:py-6"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') setPerson(name.trim())
      }}
    >
      <Heading className="mb-2 text-20/7 tracking-[-0.012em]">{title}</Heading>
      <p className="text-ink-2">{says}</p>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <NameField value={name} onChange={setName} />
        <Button variant="primary" type="submit" reason={name.trim() === '' ? 'Enter your name first.' : null}>
          {go}
        </Button>
      </div>
    </form>
  )
}
