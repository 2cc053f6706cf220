'use client'

import Link from 'next/link'
import { askList } from '@/app/_ui/marks/ask'
import { paths } from '@/lib/contract/paths'
import { formatCount } from '@/lib/view/format'
import { Comments } from './comments'
import { useMeaning } from './meaning'
import { TagEditor } from './tag-editor'
import './notes.css'

/** What people added to the feature: tags, the lists that contain it, and comments. */
export function NotesPane() {
  const { dictionary, index, marks } = useMeaning()
  const { commentCount, lists } = marks
  return (
    <section className="pane notes" aria-labelledby="p-notes">
      <header>
        <h2 id="p-notes">Notes</h2>
        <span className="dim">
          {commentCount === 0 ? '' : `${formatCount(commentCount)} comment${commentCount === 1 ? '' : 's'}`}
        </span>
        <button
          className="btn quiet"
          type="button"
          id="add-to-list"
          title="Add to a list (A)"
          onClick={() => askList({ dictionary, feature: index })}
        >
          Add to list
        </button>
      </header>
      <TagEditor />
      {lists.length > 0 && (
        <p className="in">
          <span className="dim">In</span>{' '}
          {lists.map(({ slug, name, owner }, at) => (
            <span key={slug}>
              {at > 0 && ', '}
              <Link className="link" href={paths.list(slug)} title={`by ${owner}`} prefetch={false}>
                {name}
              </Link>
            </span>
          ))}
        </p>
      )}
      <Comments />
    </section>
  )
}
