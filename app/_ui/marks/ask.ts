'use client'

import { knownPerson } from '../rubric/person'

const NAME = 'semascope-ask-name'
const LIST = 'semascope-ask-list'

/** A feature, as links and lists name it. */
export interface FeatureRef {
  readonly dictionary: string
  readonly feature: number
}

let asking: Promise<string | null> | null = null

/**
 * Returns who writes: the name kept in this browser, else the name typed into a dialog; null if the dialog is closed. Writes
 * that wait for the same dialog get the same answer.
 */
export function askPerson(): Promise<string | null> {
  const known = knownPerson()
  if (known !== '') return Promise.resolve(known)
  asking ??= new Promise<string | null>((resolve) => {
    window.dispatchEvent(new CustomEvent(NAME, { detail: resolve }))
  }).finally(() => {
    asking = null
  })
  return asking
}

/** Opens the dialog that puts one or several features into a list. */
export function askList(features: FeatureRef | readonly FeatureRef[]): void {
  const listed: readonly FeatureRef[] = 'length' in features ? features : [features]
  if (listed.length > 0) window.dispatchEvent(new CustomEvent(LIST, { detail: listed }))
}

export const onAskPerson = (answer: (resolve: (name: string | null) => void) => void) => on(NAME, answer)
export const onAskList = (answer: (listed: readonly FeatureRef[]) => void) => on(LIST, answer)

function on<T>(name: string, answer: (detail: T) => void): () => void {
  const listen = (event: Event) => answer((event as CustomEvent<T>).detail)
  window.addEventListener(name, listen)
  return () => window.removeEventListener(name, listen)
}
