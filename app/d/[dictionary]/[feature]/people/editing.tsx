'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

interface Editing {
  /** True if the form of the label is open. */
  readonly isEditing: boolean
  readonly setEditing: (isEditing: boolean) => void
}

const Context = createContext<Editing | null>(null)

/** Lets the head of the page open the form of the label, which stands in the pane of labels. */
export function LabelEditing({ children }: { children: ReactNode }) {
  const [isEditing, setEditing] = useState(false)
  const editing = useMemo(() => ({ isEditing, setEditing }), [isEditing])
  return <Context value={editing}>{children}</Context>
}

/** Returns whether the form of the label is open, and opens or closes it. */
export function useLabelEditing(): Editing {
  const editing = useContext(Context)
  if (!editing) throw new Error('useLabelEditing is used outside LabelEditing')
  return editing
}
