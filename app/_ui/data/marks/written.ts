'use client'

import type { MutationKey, QueryClient, QueryKey } from '@tanstack/react-query'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'
import { markQueries } from '../queries/marks'
import { retryPassing } from '../query-client'
import { patchRows, type RowMarks, rereadLists, rowOfLabels, rowOfMarks } from './list-rows'
import { rereadFeature, tellTabs } from './tabs'

/** A kind of things that people write about a feature, which one query reads as a whole. */
export interface Kind<State, Write> {
  readonly name: 'marks' | 'labels' | 'annotations'
  readonly queryKey: (on: FeatureRef) => QueryKey
  /** Returns what the state will be after a write. */
  readonly apply: (state: State, write: Write) => State
  readonly send: (on: FeatureRef, write: Write) => Promise<{ state: State; change: number | null }>
  /** Returns what rows of lists say of the state. */
  readonly row: (state: State) => RowMarks
  /** Says what was done: "Starred". */
  readonly words: (write: Write) => string
}

/** Returns the key of the writes of one kind on one feature. */
const writesKey = (name: Kind<unknown, unknown>['name'], on: FeatureRef): MutationKey => [
  ...['write', name, on.dictionary, on.feature],
]

/**
 * Returns the options of a write: it is shown at once, here and in lists, and taken back if the server refuses it. Writes on
 * one feature are sent one after the other. Without a connection a write waits, and it is sent when the connection is back.
 */
export function writeOptions<State, Write>(client: QueryClient, kind: Kind<State, Write>, on: FeatureRef) {
  const { dictionary, feature } = on
  const queryKey = kind.queryKey(on)
  const mutationKey = writesKey(kind.name, on)
  const show = (state: State) => {
    client.setQueryData(queryKey, state)
    patchRows(client, on, kind.row(state))
  }
  /** Applies the writes that still wait to a state of the server. */
  const withWaiting = (state: State, done: Write) =>
    client
      .getMutationCache()
      .findAll({ mutationKey, status: 'pending' })
      .map((mutation) => mutation.state.variables as Write)
      .filter((write) => write !== done)
      .reduce(kind.apply, state)
  return {
    mutationKey,
    scope: { id: `${dictionary} ${feature}` },
    // the server stores a repeated write once
    retry: retryPassing,
    mutationFn: (write: Write) => kind.send(on, write),
    onMutate: async (write: Write) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData<State>(queryKey)
      if (before !== undefined) show(kind.apply(before, write))
      return { before }
    },
    onError: (_: Error, write: Write, context: { before: State | undefined } | undefined) => {
      if (context?.before !== undefined) show(withWaiting(context.before, write))
      // somebody else may have written meanwhile
      void client.invalidateQueries({ queryKey })
    },
    onSuccess: ({ state, change }: { state: State; change: number | null }, write: Write) => {
      show(withWaiting(state, write))
      rereadLists(client, on)
      tellTabs(on, kind.row(state))
      offerUndo({ words: kind.words(write), change, after: () => void afterUndo(client, on) })
    },
  }
}

/** Shows a feature again after a change was undone, here, in lists and in other tabs. */
async function afterUndo(client: QueryClient, on: FeatureRef): Promise<void> {
  const { dictionary, feature } = on
  await rereadFeature(client, on)
  const marks = client.getQueryData(markQueries.marks(dictionary, feature).queryKey)
  const labels = client.getQueryData(markQueries.labels(dictionary, feature).queryKey)
  const row = { ...(marks ? rowOfMarks(marks) : {}), ...(labels ? rowOfLabels(labels.items) : {}) }
  patchRows(client, on, row)
  rereadLists(client, on)
  tellTabs(on, row)
}
