'use client'

import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { Note } from '@/app/_ui/kit/pane'
import { messageOf } from '@/lib/errors'
import type { QuestionKey } from './questions'
import { missingSaid } from './status'
import type { useDraftSaving } from './use-draft-saving'
import type { useQueue } from './use-queue'

const useIsOnline = () =>
  useSyncExternalStore(
    (listen) => onlineManager.subscribe(listen),
    () => onlineManager.isOnline(),
    () => true,
  )

/** Says what is not answered, and where the answers are: on the server, on their way, or only in this browser. */
export function Saving(props: {
  readonly step: Pick<ReturnType<typeof useQueue>['step'], 'status' | 'error' | 'failureReason' | 'variables'>
  readonly saving: Pick<
    ReturnType<typeof useDraftSaving>['saving'],
    'status' | 'error' | 'failureReason' | 'isChanged'
  >
  readonly missing: readonly QuestionKey[]
}) {
  const { step, saving, missing } = props
  const isOnline = useIsOnline()
  const kept = isOnline ? 'The server does not answer.' : 'You are offline.'
  if (step.status === 'error')
    return (
      <Note className="text-bad" role="alert">
        {step.variables?.kind === 'undo'
          ? 'The last item could not be undone'
          : 'Your answers could not be stored'}
        : {messageOf(step.error)}
      </Note>
    )
  if (step.status === 'pending')
    return (
      <Note role="status" className={isOnline && !step.failureReason ? '' : 'text-warn'}>
        {isOnline && !step.failureReason
          ? 'Storing your answers …'
          : `${kept} Your answers are kept in this browser and are sent as soon as the server can be reached, also after you close this page and come back.`}
      </Note>
    )
  const isKept =
    saving.isChanged && (!isOnline || (saving.status === 'pending' && saving.failureReason !== null))
  return (
    <Note role="status" className={isKept || saving.status === 'error' ? 'text-warn' : ''}>
      {missingSaid(missing)}{' '}
      {saving.status === 'error' && saving.isChanged
        ? `Your answers are kept in this browser, but not on the server: ${messageOf(saving.error)}`
        : isKept
          ? `${kept} Your answers are kept in this browser and are saved when the server can be reached.`
          : saving.isChanged
            ? 'Saving …'
            : saving.status === 'success'
              ? 'Your answers are saved.'
              : 'Answers are saved as you go.'}
    </Note>
  )
}
