import { personTagsOf } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { formatCount } from '@/lib/view/format'

interface Props {
  tags: string | undefined
  counts: FeatureCounts['options']['personTags']
  onChange: (tags: string | undefined) => void
}

/** Chooses tags by people, all of which a feature must have. It is not shown while there are no such tags. */
export function PersonTagFilter({ tags, counts, onChange }: Props) {
  const wanted = personTagsOf({ personTags: tags })
  if (counts.length === 0) return null
  return (
    <fieldset className="f said">
      <legend>Tags by people</legend>
      <span className="many">
        {counts.map(({ tag, count }) => (
          <label key={tag} className="ptag">
            <input
              type="checkbox"
              checked={wanted.includes(tag)}
              onChange={(event) => {
                const next = event.target.checked ? [...wanted, tag] : wanted.filter((other) => other !== tag)
                onChange(next.length > 0 ? next.join(',') : undefined)
              }}
            />
            #{tag} <small>{formatCount(count)}</small>
          </label>
        ))}
      </span>
    </fieldset>
  )
}
