import { TAG_TERMS } from '@/app/_ui/glossary/tag-terms'
import { Term } from '@/app/_ui/glossary/term'
import { Chip } from '@/app/_ui/kit/chip'
import type { MotifTag } from '@/lib/domain/motif'

/** The tags of a feature; each opens the rule that defines it. */
export function FeatureTags({ tags }: { tags: readonly MotifTag[] | null }) {
  if (!tags || tags.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1" aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag}>
          <Chip>
            <Term name={TAG_TERMS[tag]}>{tag.replaceAll('-', ' ')}</Term>
          </Chip>
        </li>
      ))}
    </ul>
  )
}
