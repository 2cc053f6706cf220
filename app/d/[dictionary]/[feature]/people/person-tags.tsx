'use client'

import Link from 'next/link'
import { useMarks } from '@/app/_ui/data/marks/use-marks'
import { chipStyles } from '@/app/_ui/kit/chip'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { paths } from '@/lib/contract/paths'

/** Tags that people added to the feature; each links to all features that have the tag. */
export function PersonTags({ on }: { on: FeatureRef }) {
  const { tags } = useMarks(on)
  if (tags.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1" aria-label="Tags by people">
      {tags.map(({ tag, by }) => (
        <li key={tag} className="max-w-full">
          <Link
            className={`${chipStyles('person')} h-6`}
            href={paths.browse(on.dictionary, { personTags: tag })}
            prefetch={false}
          >
            <span className="truncate">#{tag}</span>
            <span className="sr-only"> by {by.map(({ person }) => person).join(', ')}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
