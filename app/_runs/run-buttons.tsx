'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMay } from '@/app/_ui/account/account-context'
import { Failure } from '@/app/_ui/account/failure'
import { orpc } from '@/app/_ui/data/orpc'
import { runQueries } from '@/app/_ui/data/queries/runs'
import { AlertDialog } from '@/app/_ui/kit/alert-dialog'
import { Button } from '@/app/_ui/kit/button'
import type { Run } from '@/lib/contract/schemas'
import { isLive, runName } from '@/lib/view/run-view'

/** The button of a run: Cancel, which asks first, while it is waiting or running; Retry if it failed or was cancelled. */
export function RunButtons({ run }: { run: Run }) {
  const mayAct = useMay('admin')
  const client = useQueryClient()
  const { queryKey } = runQueries.all()
  const shown = {
    onSuccess: (next: Run) => {
      client.setQueryData(
        queryKey,
        (list) => list && { ...list, items: list.items.map((each) => (each.id === next.id ? next : each)) },
      )
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  }
  const cancel = useMutation(orpc.runs.cancel.mutationOptions(shown))
  const retry = useMutation(orpc.runs.retry.mutationOptions(shown))
  if (!mayAct || run.status === 'succeeded') return null
  const input = { params: { run: run.id } }
  const name = runName(run)
  return (
    <>
      <Failure error={cancel.error ?? retry.error} />
      {isLive(run) ? (
        <AlertDialog
          trigger={
            <Button pending={cancel.isPending} aria-label={`Cancel ${name}`}>
              Cancel
            </Button>
          }
          title={`Cancel “${name}”?`}
          description={
            run.status === 'running'
              ? 'It stops for everybody. What its finished stages made is kept, and Retry goes on from there.'
              : 'It leaves the queue, for everybody. Retry puts it there again.'
          }
          action="Cancel the run"
          onAction={() => cancel.mutate(input)}
        />
      ) : (
        <Button pending={retry.isPending} aria-label={`Retry ${name}`} onClick={() => retry.mutate(input)}>
          Retry
        </Button>
      )}
    </>
  )
}
