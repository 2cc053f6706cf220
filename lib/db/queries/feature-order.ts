import type { FeatureOrder, FeaturePlace } from '@/lib/domain/feature-order'
import { featureColumns } from '../columns/load'
import { sequenceOf } from '../columns/order'
import type { Published } from '../published'

/** Where a feature stands among all of its dictionary: densest first, equal densities by index. */
export async function featurePlace(
  dictionary: Published,
  index: number,
  order: FeatureOrder,
): Promise<FeaturePlace> {
  const columns = await featureColumns(dictionary)
  const direction = order === 'density' ? 'desc' : 'asc'
  const { features, places } = sequenceOf(columns, { sort: order, order: direction, seed: 0 })
  const place = places()[index]
  return {
    previous: place > 0 ? features[place - 1] : null,
    next: place + 1 < features.length ? features[place + 1] : null,
    position: place + 1,
    total: features.length,
  }
}

/** Any feature that fires, all equally likely; null when none does. */
export async function randomFeature(dictionary: Published): Promise<number | null> {
  const columns = await featureColumns(dictionary)
  // In this order the features that fire come first.
  const { features, split } = sequenceOf(columns, { sort: 'density', order: 'desc', seed: 0 })
  return split === 0 ? null : features[Math.floor(Math.random() * split)]
}
