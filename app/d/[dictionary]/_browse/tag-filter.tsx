import { TAG_TERMS } from '@/app/_ui/glossary/tag-terms'
import { Term } from '@/app/_ui/glossary/term'
import { tagsOf } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { MOTIF_TAGS } from '@/lib/domain/motif'
import { formatCount } from '@/lib/view/format'

interface Props {
  tags: string | undefined
  counts: FeatureCounts['options']['tags']
  onChange: (tags: string | undefined) => void
}

/** Chooses tags, all of which a feature must have. */
export function TagFilter({ tags, counts, onChange }: Props) {
  const wanted = tagsOf({ tags })
  if (counts === null && wanted.length === 0) return null
  return (
    <fieldset className="f">
      <legend>
        <Term name="tags">Tags</Term>
      </legend>
      <span className="seg">
        {MOTIF_TAGS.map((tag) => (
          <label key={tag} data-term={TAG_TERMS[tag]}>
            <input
              type="checkbox"
              checked={wanted.includes(tag)}
              onChange={(event) => {
                const next = event.target.checked ? [...wanted, tag] : wanted.filter((other) => other !== tag)
                onChange(next.length > 0 ? next.join(',') : undefined)
              }}
            />
            {tag}
            {counts ? <small> {formatCount(counts[tag])}</small> : null}
          </label>
        ))}
      </span>
    </fieldset>
  )
}
