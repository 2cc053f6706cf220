'use client'

import { queryOptions, useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { isPassing } from '@/app/_ui/data/query-client'
import { loadTurn, MOVED_ON, type Person, type Step, type Turn, takeStep } from './turns'

/** While the server cannot be reached, answers are sent again at most this many ms later. */
const LONGEST_WAIT_MS = 5000

const stepKey = ({ study, annotator }: Pick<Person, 'study' | 'annotator'>) =>
  ['studies', 'step', study, annotator] as const

/** How every write of a queue is sent: one after the other, and again until the server answers. */
export const writesOf = ({ study, annotator }: Pick<Person, 'study' | 'annotator'>) => ({
  scope: { id: `study ${study} ${annotator}` },
  retry: (_: number, error: Error) => isPassing(error),
  retryDelay: (count: number) => Math.min(1000 * 2 ** count, LONGEST_WAIT_MS),
})

const turnOptions = (person: Person) =>
  queryOptions({
    queryKey: ['studies', 'turn', person.study, person.annotator],
    queryFn: async ({ client, queryKey }): Promise<Turn> => {
      const turn = await loadTurn(person)
      const before = client.getQueryData<Turn>(queryKey)
      if (turn.notice !== '' || !before) return turn
      const isSame = before.answer.item === null || before.answer.item.id === turn.answer.item?.id
      return { ...turn, notice: isSame ? before.notice : MOVED_ON }
    },
    // what a person left is read again: the answers in it may be older than those that were saved since
    staleTime: 0,
    gcTime: 0,
  })

/** Returns the current item of a person in a study, and how they go on from it. */
export function useQueue(person: Person) {
  const client = useQueryClient()
  const options = turnOptions(person)
  const isStepping = useIsMutating({ mutationKey: stepKey(person) }) > 0
  // another tab may have finished the item, but nobody may move on while this tab itself does
  const turn = useQuery({ ...options, refetchOnWindowFocus: !isStepping, refetchOnReconnect: !isStepping })
  const step = useMutation({
    ...writesOf(person),
    mutationKey: stepKey(person),
    mutationFn: (next: Step) => takeStep(person, next),
    onMutate: () => client.cancelQueries({ queryKey: options.queryKey }),
    onSuccess: (next) => client.setQueryData(options.queryKey, next),
  })
  return {
    turn,
    step,
    /** Takes a step, unless one is under way. */
    take: (next: Step) => {
      if (!step.isPending) step.mutate(next)
    },
  }
}
