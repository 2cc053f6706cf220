'use client'

import { skipToken, useQuery } from '@tanstack/react-query'
import { type FeatureRef, featureQueries } from '../data/queries/feature'
import { useRested } from '../use-rested'

/** A token of a stored sequence, for which effects can be computed. */
export interface EffectsPlace {
  readonly feature: FeatureRef
  readonly sequence: number
  readonly position: number
}

/** The pointer passes over many tokens; effects are requested only for a sequence on which it rests. */
const REST_MS = 60

/** Returns the effects of a feature on the sequence of a token; they are requested once and remembered. */
export function useTokenEffects(place: EffectsPlace | undefined) {
  const rested = useRested(place?.sequence, REST_MS)
  const options = featureQueries.effects(place?.feature ?? NONE, place?.sequence ?? -1)
  const { data, error } = useQuery({
    ...options,
    ...(place ? {} : { queryFn: skipToken }),
    enabled: place !== undefined && rested === place.sequence,
  })
  return { data, error }
}

const NONE: FeatureRef = { dictionary: '', index: -1, analysis: -1 }
