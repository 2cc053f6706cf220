import { Chip } from '@/app/_ui/kit/chip'
import type { FeatureRow } from '@/lib/contract/schemas'

/** Shows that people starred a feature of a list. */
export function RowStar({ feature: { stars = 0 } }: { feature: FeatureRow }) {
  if (stars === 0) return null
  return (
    <span className="mr-1 text-12 text-accent">
      <span aria-hidden="true">★</span>
      <span className="sr-only">{`starred by ${stars} ${stars === 1 ? 'person' : 'people'} `}</span>
      {stars > 1 ? <span aria-hidden="true">{stars}</span> : null}
    </span>
  )
}

/** The tags that people added to a feature of a list. */
export function RowTags({ feature: { personTags = [] } }: { feature: FeatureRow }) {
  return personTags.map((tag) => (
    <Chip kind="person" key={tag}>
      #{tag}
    </Chip>
  ))
}
