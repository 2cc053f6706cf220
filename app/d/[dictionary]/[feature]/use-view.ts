'use client'

import { useState } from 'react'
import { VIEW_CHOICES, type View, type ViewName } from './view'

/** Sets or removes a search parameter of the address without a request to the server. */
export function setParam(name: string, value: string | null): void {
  const url = new URL(window.location.href)
  if (value === null) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  window.history.replaceState(window.history.state, '', url)
}

/**
 * One choice of view, which is kept in the address without a request to the server. The first choice is the default,
 * and the address does not have it.
 */
export function useView<Name extends ViewName>(
  name: Name,
  initial: View[Name],
): readonly [View[Name], (value: View[Name]) => void] {
  const [value, setValue] = useState(initial)
  const choose = (next: View[Name]) => {
    setValue(next)
    setParam(name, next === VIEW_CHOICES[name][0] ? null : next)
  }
  return [value, choose]
}
