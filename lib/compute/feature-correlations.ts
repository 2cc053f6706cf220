import { type Activity, activityCorrelation } from '@/lib/analysis/activity'
import { type StoredActivations, storedActivities } from './stored-activity'

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
  const read = new Set<string>()
  for (const { stored } of features) {
    if (stored === null || read.has(stored.files.join())) continue
    const key = stored.files.join()
    read.add(key)
    const places = [...features.keys()].filter((i) => features[i].stored?.files.join() === key)
    const numbers = [...new Set(places.map((i) => features[i].feature))]
    const found = await storedActivities(stored, numbers)
    for (const i of places) activities[i] = found[numbers.indexOf(features[i].feature)]
  }
  return activities.map((a) => activities.map((b) => a && b && activityCorrelation(a, b, tokens)))
}
