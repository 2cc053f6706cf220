'use client'

import { useIsMutating } from '@tanstack/react-query'
import { isUnsent } from '@/app/_ui/data/marks/apply'
import { useComment } from '@/app/_ui/data/marks/use-writes'
import { Button } from '@/app/_ui/kit/button'
import { Note } from '@/app/_ui/kit/pane'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { usePerson } from '@/app/_ui/rubric/person'
import { When } from '@/app/_ui/when'
import type { Comment } from '@/lib/contract/marks'

/** A comment with its author and time. Its author can remove it. */
export function CommentItem({ on, comment }: { on: FeatureRef; comment: Comment }) {
  const [person] = usePerson()
  const { remove } = useComment(on)
  const isWaiting = useIsMutating({ mutationKey: ['write'], predicate: ({ state }) => state.isPaused }) > 0
  return (
    <li className="py-2" aria-busy={isUnsent(comment)}>
      <p className="max-h-80 overflow-x-hidden overflow-y-auto whitespace-pre-wrap wrap-anywhere" dir="auto">
        {comment.text}
      </p>
      <Note className="mt-1 flex items-baseline gap-3">
        <span className="max-w-1/2 truncate">{comment.person}</span>{' '}
        {isUnsent(comment) ? (
          <span>{isWaiting ? 'sent when the connection is back' : 'being sent …'}</span>
        ) : (
          <When at={comment.createdAt} />
        )}
        {comment.person === person.trim() && !isUnsent(comment) ? (
          <Button
            size="sm"
            variant="quiet"
            className="-my-1 ml-auto h-6 text-accent"
            onClick={() => remove(comment.id)}
          >
            Remove
          </Button>
        ) : null}
      </Note>
    </li>
  )
}
