import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import type { MotifTag } from '@/lib/domain/motif'

const TERMS: Record<MotifTag, TermName> = {
  'single-token': 'singleToken',
  'token-in-context': 'tokenInContext',
  context: 'context',
  dense: 'dense',
  ultralow: 'ultralow',
}

/** The kinds of feature it is; each says by which rule. */
export function FeatureTags({ tags }: { tags: readonly MotifTag[] | null }) {
  if (!tags || tags.length === 0) return null
  return (
    <ul className="tags" aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag} className="chip">
          <Term name={TERMS[tag]}>{tag.replaceAll('-', ' ')}</Term>
        </li>
      ))}
    </ul>
  )
}
