'use client'

import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { FeatureList } from '@/lib/contract/lists'
import { messageOf } from '@/lib/errors'
import { askPerson, type FeatureRef } from '../../marks/ask'
import { offerUndo, sayFailure } from '../../marks/offer'
import { api } from '../client'
import { orpc } from '../orpc'
import { retryPassing } from '../query-client'
import { listQueries } from './lists'

/** Asks again for everything that says which features are in which list. */
const askListsAgain = (client: QueryClient) =>
  Promise.all(
    [orpc.lists.key(), orpc.marks.key(), orpc.changes.key()].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  )

/** Removes a list of one's own. */
export function useRemoveList() {
  const client = useQueryClient()
  return useMutation({
    mutationKey: ['remove list'],
    mutationFn: ({ slug, person }: { slug: string; name: string; person: string }) =>
      api.lists.remove({ params: { list: slug }, body: { person } }),
    onSuccess: ({ change }, { name }) => {
      offerUndo({ words: `List “${name}” removed`, change })
      // its page is about to be left, and would only be told that the list is gone
      void client.invalidateQueries({ queryKey: orpc.lists.key(), refetchType: 'none' })
      const asked = [listQueries.all().queryKey, orpc.marks.key(), orpc.changes.key()]
      return Promise.all(asked.map((queryKey) => client.invalidateQueries({ queryKey })))
    },
    onError: (error) => sayFailure(`Not removed: ${messageOf(error)}`),
  })
}

const NEW_LIST = ['new list']

/**
 * Makes a list, with its first features. A second press while the first is under way does nothing, and the server makes
 * one list of a key however often it is asked.
 */
export function useNewList() {
  const client = useQueryClient()
  const { mutateAsync, isPending } = useMutation({
    mutationKey: NEW_LIST,
    retry: retryPassing,
    mutationFn: (body: { person: string; name: string; key: string; features: FeatureRef[] }) =>
      api.lists.create({ body }),
    onSuccess: ({ list, change }, { features }) => {
      client.setQueryData(listQueries.one(list.slug).queryKey, list)
      const what = features.length === 0 ? 'made' : `made with ${nameOf(features)}`
      offerUndo({ words: `List “${list.name}” ${what}`, change })
      return askListsAgain(client)
    },
    onError: (error) => sayFailure(`The list was not made: ${messageOf(error)}`),
  })
  const make = async (name: string, features: readonly FeatureRef[] = []): Promise<FeatureList | null> => {
    const person = await askPerson()
    if (person === null || client.isMutating({ mutationKey: NEW_LIST }) > 0) return null
    const key = crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, '0')
    const made = await mutateAsync({ person, name: name.trim(), key, features: [...features] }).catch(
      () => null,
    )
    return made?.list ?? null
  }
  return { make, isPending }
}

/** Adds features to a list of one's own, and takes one out of it, from anywhere. */
export function useListMembers() {
  const client = useQueryClient()
  const { mutate: add } = useMutation({
    mutationKey: ['list members'],
    scope: { id: 'list members' },
    retry: retryPassing,
    mutationFn: ({ slug, features, person }: Membership) =>
      api.lists.addEntries({
        params: { list: slug },
        body: { person, features: [...features] },
      }),
    onMutate: (to) => showIn(client, to),
    onSuccess: ({ changes, list }, { name, features }) => {
      client.setQueryData(listQueries.one(list.slug).queryKey, list)
      const had = features.length - changes.length
      const known = had > 0 ? `; ${had === 1 ? 'one was' : `${had} were`} there before` : ''
      const what = features.length === 1 ? nameOf(features) : countOf(changes.length)
      offerUndo({ words: `${what} added to “${name}”${known}`, change: changes })
      return askListsAgain(client)
    },
    onError: (error, { name }) => {
      sayFailure(`Not added to “${name}”: ${messageOf(error)}`)
      return askListsAgain(client)
    },
  })
  const { mutate: remove } = useMutation({
    mutationKey: ['list members'],
    scope: { id: 'list members' },
    mutationFn: ({ slug, entry, person }: Membership & { entry: number }) =>
      api.lists.removeEntry({ params: { list: slug, entry }, body: { person } }),
    onSuccess: ({ change, list }, { name, features }) => {
      client.setQueryData(listQueries.one(list.slug).queryKey, list)
      offerUndo({ words: `${nameOf(features)} removed from “${name}”`, change })
      return askListsAgain(client)
    },
    onError: (error, { name }) => sayFailure(`Not removed from “${name}”: ${messageOf(error)}`),
  })
  return {
    add: async (to: Omit<Membership, 'person'>) => {
      const person = await askPerson()
      if (person !== null) add({ ...to, person })
    },
    remove: async (from: Omit<Membership, 'person'> & { entry: number }) => {
      const person = await askPerson()
      if (person !== null) remove({ ...from, person })
    },
  }
}

/** Shows a list on the page of each feature before the server has answered. */
function showIn(client: QueryClient, { features, slug, name, person }: Membership): void {
  for (const query of features)
    client.setQueryData(orpc.marks.get.queryKey({ input: { query } }), (marks) => {
      if (!marks || marks.lists.some((list) => list.slug === slug)) return marks
      return { ...marks, lists: [...marks.lists, { slug, name, owner: person, entry: NOT_YET }] }
    })
}

/** The id of an entry that the server has not made yet. */
const NOT_YET = -1

interface Membership {
  readonly slug: string
  readonly name: string
  readonly features: readonly FeatureRef[]
  readonly person: string
}

const countOf = (count: number) => `${count} ${count === 1 ? 'feature' : 'features'}`
const nameOf = (features: readonly FeatureRef[]) =>
  features.length === 1 ? `#${features[0].feature}` : countOf(features.length)
