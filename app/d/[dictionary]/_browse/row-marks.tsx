import type { FeatureRow } from '@/lib/contract/schemas'

/** Shows that people starred a feature of a list. */
export function RowStar({ feature: { stars = 0 } }: { feature: FeatureRow }) {
  if (stars === 0) return null
  return (
    <span className="rm" title={`starred by ${stars} ${stars === 1 ? 'person' : 'people'}`}>
      <span aria-hidden="true">★</span>
      <span className="sr">starred</span>
      {stars > 1 ? stars : ''}
    </span>
  )
}

/** The tags that people added to a feature of a list. */
export function RowTags({ feature: { personTags = [] } }: { feature: FeatureRow }) {
  return personTags.map((tag) => (
    <span className="ptag" key={tag}>
      #{tag}
    </span>
  ))
}
