'use client'

import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import { useMeaning } from './meaning'

/** Tags that people added to the feature; each links to all features that have the tag. */
export function PersonTags() {
  const { dictionary, marks } = useMeaning()
  if (marks.tags.length === 0) return null
  return (
    <ul className="tags" aria-label="Tags by people">
      {marks.tags.map(({ tag, by }) => (
        <li key={tag} className="ptag">
          <Link
            href={paths.browse(dictionary, { personTags: tag })}
            title={`by ${by.map(({ person }) => person).join(', ')}`}
            prefetch={false}
          >
            #{tag}
          </Link>
        </li>
      ))}
    </ul>
  )
}
