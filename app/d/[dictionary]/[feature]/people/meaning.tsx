'use client'

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import { sayFailure } from '@/app/_ui/marks/offer'
import type { Annotation } from '@/lib/contract/annotations'
import type { Label } from '@/lib/contract/labels'
import type { Marks } from '@/lib/contract/marks'
import { messageOf } from '@/lib/errors'
import { shownLabel } from '@/lib/view/shown-label'

interface Meaning {
  readonly dictionary: string
  readonly index: number
  readonly labels: readonly Label[]
  readonly setLabels: (labels: readonly Label[]) => void
  readonly annotations: readonly Annotation[]
  readonly setAnnotations: (annotations: readonly Annotation[]) => void
  readonly marks: Marks
  readonly setMarks: (marks: Marks) => void
  /** Reads all of them again, for example after a change was undone. */
  readonly reload: () => void
  /** True if the form of the label is open. */
  readonly editing: boolean
  readonly setEditing: (editing: boolean) => void
}

const Context = createContext<Meaning | null>(null)

/** What people wrote about the feature of the page, for its head and its panes. */
export function MeaningProvider(props: {
  dictionary: string
  index: number
  labels: readonly Label[]
  annotations: readonly Annotation[]
  marks: Marks
  children: ReactNode
}) {
  const { dictionary, index } = props
  const [labels, setLabels] = useState(props.labels)
  const [annotations, setAnnotations] = useState(props.annotations)
  const [marks, setMarks] = useState(props.marks)
  const [editing, setEditing] = useState(false)
  const reload = useCallback(() => {
    const query = { dictionary, feature: index }
    Promise.all([api.labels.list({ query }), api.annotations.list({ query }), api.marks.get({ query })])
      .then(([newLabels, newAnnotations, newMarks]) => {
        setLabels(newLabels.items)
        setAnnotations(newAnnotations.items)
        setMarks(newMarks)
      })
      .catch((error) => sayFailure(messageOf(error)))
  }, [dictionary, index])
  const meaning = useMemo(
    () => ({
      ...{ dictionary, index, labels, setLabels, annotations, setAnnotations, marks, setMarks },
      ...{ reload, editing, setEditing },
    }),
    [dictionary, index, labels, annotations, marks, reload, editing],
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
