import type { FeatureRow } from '@/lib/api/schemas'

/** What people left on a feature of a list: stars and tags. */
export function RowMarks({ feature: { stars = 0, personTags = [] } }: { feature: FeatureRow }) {
  if (stars === 0 && personTags.length === 0) return null
  return (
    <span className="rm">
      {stars > 0 ? (
        <span title={`starred by ${stars} ${stars === 1 ? 'person' : 'people'}`}>
          <span aria-hidden="true">★</span>
          <span className="sr">starred</span>
          {stars > 1 ? stars : ''}
        </span>
      ) : null}
      {personTags.map((tag) => (
        <span className="ptag" key={tag}>
          #{tag}
        </span>
      ))}
    </span>
  )
}
