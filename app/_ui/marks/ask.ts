'use client'

import { messageOf } from '@/lib/errors'
import { knownPerson } from '../rubric/person'
import { sayFailure } from './offer'

const NAME = 'semascope-ask-name'
const LIST = 'semascope-ask-list'

/** A feature that a person wants to put into a list. */
export interface Listed {
  readonly dictionary: string
  readonly feature: number
  /** Runs after the feature was added or removed. */
  readonly after?: () => void
}

/** Returns who writes: the name kept in this browser, else the name typed into a dialog; null if the dialog is closed. */
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

/** Writes as a person; asks for their name if it is not known. Shows a failure. Returns null if nothing was written. */
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
