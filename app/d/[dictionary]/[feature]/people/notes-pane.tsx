'use client'

import Link from 'next/link'
import { useMarks } from '@/app/_ui/data/marks/use-marks'
import { Button } from '@/app/_ui/kit/button'
import { Pane } from '@/app/_ui/kit/pane'
import { askList } from '@/app/_ui/marks/ask'
import { paths } from '@/lib/contract/paths'
import { formatCount } from '@/lib/view/format'
import { Comments } from './comments'
import { TagEditor } from './tag-editor'

/** What people added to the feature: tags, the lists that contain it, and comments. */
export function NotesPane({ dictionary, index }: { dictionary: string; index: number }) {
  const on = { dictionary, feature: index }
  const { commentCount, lists } = useMarks(on)
  return (
    <Pane
      title="Notes"
      titleId="p-notes"
      remark={
        commentCount === 0 ? '' : `${formatCount(commentCount)} comment${commentCount === 1 ? '' : 's'}`
      }
      actions={
        <Button variant="quiet" id="add-to-list" onClick={() => askList(on)}>
          Add to list
        </Button>
      }
    >
      <TagEditor on={on} />
      {lists.length === 0 ? null : (
        <p className="mb-2 text-12/5 wrap-anywhere">
          <span className="text-ink-3">In</span>{' '}
          {lists.map(({ slug, name, owner }, at) => (
            <span key={slug}>
              {at > 0 && ', '}
              <Link
                className="text-accent underline underline-offset-3"
                href={paths.list(slug)}
                prefetch={false}
              >
                {name}
              </Link>{' '}
              <span className="text-ink-3">by {owner}</span>
            </span>
          ))}
        </p>
      )}
      <Comments on={on} />
    </Pane>
  )
}
