'use client'

import { useQuery } from '@tanstack/react-query'
import { useMarks } from '@/app/_ui/data/marks/use-marks'
import { markQueries } from '@/app/_ui/data/queries/marks'
import { Button } from '@/app/_ui/kit/button'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { formatCount } from '@/lib/view/format'
import { CommentForm } from './comment-form'
import { CommentItem } from './comment-item'

/** Comments as people typed them: plain text, newest first. */
export function Comments({ on }: { on: FeatureRef }) {
  const { comments, commentCount } = useMarks(on)
  const { refetch, isFetching } = useQuery(markQueries.marks(on.dictionary, on.feature))
  return (
    <>
      <CommentForm on={on} />
      <ul aria-label="Comments" className="divide-y divide-line" hidden={comments.length === 0}>
        {comments.map((comment) => (
          <CommentItem key={comment.id} on={on} comment={comment} />
        ))}
      </ul>
      {comments.length < commentCount ? (
        <Button variant="quiet" pending={isFetching} onClick={() => refetch()}>
          Show all {formatCount(commentCount)} comments
        </Button>
      ) : null}
    </>
  )
}
