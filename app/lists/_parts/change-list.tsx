'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { changeQueries } from '@/app/_ui/data/queries/changes'
import { Button } from '@/app/_ui/kit/button'
import { Empty, Failed, Skeleton } from '@/app/_ui/kit/notice'
import { useUndo } from '@/app/_ui/marks/use-undo'
import { NameGate } from '@/app/_ui/rubric/name-gate'
import type { Change } from '@/lib/contract/changes'
import { ChangeRow } from './change-row'
import { useChangeKeys } from './use-change-keys'

/** The changes of a person. Asks for the name first if it is not known. */
export function ChangeList() {
  return (
    <NameGate title="Whose changes?" says="Changes are kept under the name they were made with." go="Show">
      {(person) => <Changes key={person} person={person} />}
    </NameGate>
  )
}

function Changes({ person }: { person: string }) {
  const log = useInfiniteQuery(changeQueries.log(person))
  const changes = log.data?.pages.flatMap(({ items }) => items) ?? []
  const undo = useUndo()
  const undoOne = useCallback(
    ({ id, undoes }: Change) => undo({ changes: [id], person, isUndo: undoes !== null }),
    [undo, person],
  )
  const selected = useChangeKeys(changes, undoOne)

  if (log.isPending) return <Skeleton className="px-6 max-md:px-4" lines={6} />
  const failed = log.error ? (
    <Failed
      className="mx-6 mt-4 max-w-160 max-md:mx-4"
      what="Your changes"
      error={log.error}
      onRetry={() => (log.isFetchNextPageError ? log.fetchNextPage() : log.refetch())}
    />
  ) : null
  if (changes.length === 0)
    return (
      failed ?? (
        <Empty className="mx-6 mt-4 max-w-160 max-md:mx-4">
          <p>
            <b className="font-semibold">{person} has not changed anything yet.</b> Stars, tags, comments,
            labels, scores and lists appear here, and can be undone.
          </p>
        </Empty>
      )
    )
  return (
    <div className="max-w-280">
      <ol aria-label="Changes" className="[list-style:none]">
        {changes.map((change, at) => (
          <ChangeRow key={change.id} change={change} isSelected={at === selected} onUndo={undoOne} />
        ))}
      </ol>
      {failed}
      {log.hasNextPage && !failed ? (
        <Button
          variant="quiet"
          className="mx-6 my-2 max-md:mx-4"
          pending={log.isFetchingNextPage}
          onClick={() => log.fetchNextPage()}
        >
          Earlier changes
        </Button>
      ) : null}
    </div>
  )
}
