'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FeatureList } from '@/lib/contract/lists'
import { messageOf } from '@/lib/errors'
import { askPerson } from '../../marks/ask'
import { offerUndo, sayFailure } from '../../marks/offer'
import { api } from '../client'
import { orpc } from '../orpc'
import { retryPassing } from '../query-client'
import { listQueries } from './lists'

type ListWritten = Awaited<ReturnType<typeof api.lists.rename>>

interface Edit {
  readonly person: string
  /** Returns the list as it will be, which is shown at once. */
  readonly apply: (list: FeatureList) => FeatureList
  readonly send: (person: string) => Promise<ListWritten>
  /** What was done, for the toast that offers to undo it. */
  readonly words: string
}

/**
 * Returns the writes of one list. Each shows its result at once; they are sent one after the other, so that two moves are two
 * moves, and what fails is taken back and said.
 */
export function useListWrites(slug: string) {
  const client = useQueryClient()
  const { queryKey } = listQueries.one(slug)
  const mutationKey = ['list', slug]
  const { mutate } = useMutation({
    mutationKey,
    scope: { id: `list ${slug}` },
    // each of them says where the list ends up, so sending it twice does no harm
    retry: retryPassing,
    mutationFn: ({ send, person }: Edit) => send(person),
    onMutate: ({ apply }) => {
      void client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      client.setQueryData(queryKey, (list) => list && apply(list))
      return { before }
    },
    onSuccess: ({ list, change }, { words }) => {
      // while others wait, what is shown is ahead of the answer
      if (client.isMutating({ mutationKey }) === 1) client.setQueryData(queryKey, list)
      offerUndo({ words, change })
    },
    onError: (error, _edit, shown) => {
      client.setQueryData(queryKey, shown?.before)
      sayFailure(`Not saved: ${messageOf(error)}`)
    },
    onSettled: (_answer, error) => {
      if (client.isMutating({ mutationKey }) > 1) return
      void client.invalidateQueries({ queryKey: listQueries.all().queryKey })
      void client.invalidateQueries({ queryKey: orpc.marks.key() })
      if (error) void client.invalidateQueries({ queryKey })
    },
  })
  const edit = async (change: Omit<Edit, 'person'>) => {
    const person = await askPerson()
    if (person !== null) mutate({ ...change, person })
  }
  const items = (change: (items: FeatureList['items']) => FeatureList['items']) => (list: FeatureList) => ({
    ...list,
    items: change(list.items),
  })
  const at = { list: slug }
  const shown = () => client.getQueryData(queryKey)?.items ?? []

  return {
    rename: (name: string) =>
      edit({
        apply: (list) => ({ ...list, name: name.trim() }),
        send: (person) => api.lists.rename({ params: at, body: { person, name } }),
        words: 'Renamed',
      }),
    note: (entry: number, note: string) =>
      edit({
        apply: items((all) => all.map((each) => (each.id === entry ? { ...each, note: note.trim() } : each))),
        send: (person) => api.lists.editEntry({ params: { ...at, entry }, body: { person, note } }),
        words: 'Note saved',
      }),
    /** Moves an entry by some places, or to a place; both count from where it is shown now. */
    move: (entry: number, to: { by: number } | { place: number }) => {
      const from = shown().findIndex(({ id }) => id === entry)
      const place = 'by' in to ? from + to.by : to.place
      if (from < 0 || place === from || place < 0 || place >= shown().length) return
      void edit({
        apply: items((all) => moved(all, entry, place)),
        send: (person) => api.lists.editEntry({ params: { ...at, entry }, body: { person, place } }),
        words: `#${shown()[from].feature} moved`,
      })
    },
    removeEntry: (entry: number) => {
      const found = shown().find(({ id }) => id === entry)
      if (!found) return
      void edit({
        apply: items((all) => all.filter(({ id }) => id !== entry)),
        send: (person) => api.lists.removeEntry({ params: { ...at, entry }, body: { person } }),
        words: `#${found.feature} removed`,
      })
    },
  }
}

/** Returns the items with one of them at another place. */
function moved(items: FeatureList['items'], id: number, place: number): FeatureList['items'] {
  const item = items.find((each) => each.id === id)
  return item ? items.filter((each) => each !== item).toSpliced(place, 0, item) : items
}
