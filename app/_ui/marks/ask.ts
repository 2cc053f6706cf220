'use client'

import { messageOf } from '@/lib/errors'
import { knownPerson } from '../rubric/person'
import { sayFailure } from './offer'

const NAME = 'semascope-ask-name'
const LIST = 'semascope-ask-list'

/** A feature that is to go into a list. */
export interface Listed {
  readonly dictionary: string
  readonly feature: number
  /** After it was put in, or taken out again. */
  readonly after?: () => void
}

/** The person who writes: the name this browser keeps, else the one typed into a dialog; null when it is closed. */
function askPerson(): Promise<string | null> {
  const known = knownPerson()
  if (known !== '') return Promise.resolve(known)
  return new Promise((resolve) => {
    window.dispatchEvent(new CustomEvent(NAME, { detail: resolve }))
  })
}

export function askList(listed: Listed): void {
  window.dispatchEvent(new CustomEvent(LIST, { detail: listed }))
}

/** Writes as the person who is asked for if need be; null when nothing was written. A failure is said. */
export async function writeAs<T>(
  write: (person: string) => Promise<T>,
  onFailure: (words: string) => void = sayFailure,
): Promise<T | null> {
  const person = await askPerson()
  if (person === null) return null
  try {
    return await write(person)
  } catch (error) {
    onFailure(`Not saved: ${messageOf(error)}`)
    return null
  }
}

export const onAskPerson = (answer: (resolve: (name: string | null) => void) => void) => on(NAME, answer)
export const onAskList = (answer: (listed: Listed) => void) => on(LIST, answer)

function on<T>(name: string, answer: (detail: T) => void): () => void {
  const listen = (event: Event) => answer((event as CustomEvent<T>).detail)
  window.addEventListener(name, listen)
  return () => window.removeEventListener(name, listen)
}
