import { sharedCompute } from '@/lib/compute/shared'
import { type FeatureCorrelations, type FeatureRef, featureRefText } from '@/lib/contract/feature-refs'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db/database'
import { getPublished } from '@/lib/db/published'
import { requireFeature } from '@/lib/db/queries/examples'
import { storedFiles } from './stored-activations'
import { weightsOf } from './weights-of'

/**
 * Returns the correlation of the activations of each pair of features, over the text of the first one's analysis. Throws
 * `not_found` for an unknown dictionary or feature, and `busy` if too many requests wait.
 */
export async function correlationsOf(refs: readonly FeatureRef[]): Promise<FeatureCorrelations> {
  const db = await database()
  const owners = await Promise.all(refs.map(({ dictionary }) => getPublished(db, dictionary)))
  for (const [i, { feature }] of refs.entries()) requireFeature(owners[i], feature)
  const [text] = owners
  const weights = await Promise.all(refs.map(({ dictionary }) => weightsOf(db.pool, dictionary)))
  const features = refs.map(({ feature }, i) => {
    const files = storedFiles(text, weights[i])
    return { feature, stored: files && { files, dSae: owners[i].dSae } }
  })
  const tokens = text.analysis.contentTokens
  const found = await sharedCompute().call('featureCorrelations', { features, tokens })
  const items = refs.flatMap((ref, i) =>
    refs.slice(i + 1).map((other, at) => ({
      a: featureRefText(ref),
      b: featureRefText(other),
      correlation: found[i][i + 1 + at],
    })),
  )
  return { tokens, ...wholeList(items) }
}
