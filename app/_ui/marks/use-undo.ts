'use client'

import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { messageOf } from '@/lib/errors'
import { orpc } from '../data/orpc'
import { type Offer, offerUndo, sayFailure } from './offer'
import { undoChanges } from './undo-changes'

/** What is undone together, and by whom. */
type Undoable = Pick<Offer, 'changes' | 'person' | 'isUndo'> & Partial<Pick<Offer, 'after'>>

/** Asks again for everything that a mark can change: marks themselves, labels, scores, lists, and rows of features. */
const askMarksAgain = (client: QueryClient) =>
  Promise.all(
    [
      orpc.marks.key(),
      orpc.labels.key(),
      orpc.annotations.key(),
      orpc.lists.key(),
      orpc.changes.key(),
      orpc.features.list.key(),
      orpc.features.counts.key(),
      orpc.features.get.key(),
    ].map((queryKey) => client.invalidateQueries({ queryKey })),
  )

/** Returns a function that undoes changes. Several calls are sent one after the other, in the order of the presses. */
export function useUndo(): (what: Undoable) => void {
  const client = useQueryClient()
  const { mutate } = useMutation({
    scope: { id: 'undo' },
    mutationFn: ({ changes, person }: Undoable) => undoChanges(changes, person),
    onSuccess: (change, { after, isUndo }) => {
      after?.()
      offerUndo({
        ...{ words: isUndo ? 'Redone' : 'Undone', change, isUndo: !isUndo },
        ...(after ? { after } : {}),
      })
      return askMarksAgain(client)
    },
    onError: (error) => sayFailure(`This could not be undone: ${messageOf(error)}`),
  })
  return useCallback(
    (what) => {
      if (what.changes.length > 0) mutate(what)
    },
    [mutate],
  )
}
