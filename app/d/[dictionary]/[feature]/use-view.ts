'use client'

import { useState } from 'react'
import { VIEW_CHOICES, type View, type ViewName } from './view'

/**
 * One choice of view, kept in the address without asking the server again. The first choice of each is the
 * default and leaves the address clean.
 */
export function useView<Name extends ViewName>(
  name: Name,
  initial: View[Name],
): readonly [View[Name], (value: View[Name]) => void] {
  const [value, setValue] = useState(initial)
  const choose = (next: View[Name]) => {
    setValue(next)
    const url = new URL(window.location.href)
    if (next === VIEW_CHOICES[name][0]) url.searchParams.delete(name)
    else url.searchParams.set(name, next)
    window.history.replaceState(window.history.state, '', url)
  }
  return [value, choose]
}
