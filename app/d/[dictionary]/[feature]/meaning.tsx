'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Annotation } from '@/lib/api/annotations'
import { type Label, shownLabel } from '@/lib/api/labels'

interface Meaning {
  readonly labels: readonly Label[]
  readonly setLabels: (labels: readonly Label[]) => void
  readonly annotations: readonly Annotation[]
  readonly setAnnotations: (annotations: readonly Annotation[]) => void
  /** Whether the label's form is open. */
  readonly editing: boolean
  readonly setEditing: (editing: boolean) => void
}

const Context = createContext<Meaning | null>(null)

/** Labels and scores of the page's feature, shared by its head and its panes. */
export function MeaningProvider(props: {
  labels: readonly Label[]
  annotations: readonly Annotation[]
  children: ReactNode
}) {
  const [labels, setLabels] = useState(props.labels)
  const [annotations, setAnnotations] = useState(props.annotations)
  const [editing, setEditing] = useState(false)
  const meaning = useMemo(
    () => ({ labels, setLabels, annotations, setAnnotations, editing, setEditing }),
    [labels, annotations, editing],
  )
  return <Context value={meaning}>{props.children}</Context>
}

export function useMeaning(): Meaning {
  const meaning = useContext(Context)
  if (!meaning) throw new Error('useMeaning is used outside MeaningProvider')
  return meaning
}

export function useShownLabel(): Label | null {
  return shownLabel(useMeaning().labels)
}
