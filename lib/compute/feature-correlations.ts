import { type Activity, activityCorrelation } from '@/lib/analysis/activity'
import { type StoredActivations, storedActivities, textOf } from './stored-activity'

/** A feature with the files of its dictionary's activations on the common text; null if they are not all there. */
export interface StoredFeature {
  readonly stored: StoredActivations | null
  readonly feature: number
}

/**
 * Returns Pearson's r of each pair of features, [i][j], over a text of `tokens` content tokens; null where a file is missing
 * or a feature does not vary. A dictionary is read once for all of its features.
 */
export async function featureCorrelations(
  features: readonly StoredFeature[],
  tokens: number,
): Promise<(number | null)[][]> {
  const activities: (Activity | null)[] = features.map(() => null)
  const texts = new Map<string, number[]>()
  for (const [i, { stored }] of features.entries())
    if (stored) texts.set(textOf(stored), [...(texts.get(textOf(stored)) ?? []), i])
  for (const places of texts.values()) {
    const { stored } = features[places[0]]
    if (!stored) continue
    const numbers = [...new Set(places.map((i) => features[i].feature))]
    const found = await storedActivities(stored, numbers)
    for (const i of places) activities[i] = found[numbers.indexOf(features[i].feature)]
  }
  return activities.map((a) => activities.map((b) => a && b && activityCorrelation(a, b, tokens)))
}
