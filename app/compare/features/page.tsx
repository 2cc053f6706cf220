import type { Metadata } from 'next'
import { Hydrated, type Seed, seed } from '@/app/_ui/data/hydrated'
import { featureQueries } from '@/app/_ui/data/queries/feature'
import { KeyHints } from '@/app/_ui/key-hints'
import { type FeatureRef, MOST_COMPARED, parseFeatureRef } from '@/lib/contract/feature-refs'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db'
import type { Database } from '@/lib/db/database'
import { getPublished } from '@/lib/db/published'
import { listDictionaries } from '@/lib/db/queries/dictionaries'
import { readExamples } from '@/lib/db/queries/examples'
import { readFeature } from '@/lib/db/queries/feature'
import { readLabels } from '@/lib/db/queries/meaning'
import { SemascopeError } from '@/lib/errors'
import { loadCompared } from './address'
import { ComparedFeatures } from './compared-features'

export const metadata: Metadata = { title: 'Compare features' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Two to four features side by side, of one dictionary or of several. */
export default async function CompareFeaturesPage({ searchParams }: Props) {
  const { f } = await loadCompared(searchParams)
  const said = [(await searchParams).f ?? []].flat()
  const db = await database()
  const dictionaries = (await listDictionaries(db)).flatMap(({ slug, dSae, analysis }) =>
    analysis ? [{ id: slug, size: dSae, analysis: analysis.id }] : [],
  )
  const seeds = await Promise.all(f.slice(0, MOST_COMPARED).map((ref) => seedsOf(db, ref)))
  return (
    <Hydrated seeds={seeds.flat()}>
      <ComparedFeatures
        dictionaries={dictionaries}
        unread={said.filter((text) => parseFeatureRef(text) === null)}
      />
      <KeyHints
        hints={[
          ['g b', 'browse'],
          ['g c', 'compare dictionaries'],
          ['?', 'all keys'],
        ]}
      />
    </Hydrated>
  )
}

/** Returns what the first view needs of a feature; nothing for one that is not there, which the page says itself. */
async function seedsOf(db: Database, { dictionary: slug, feature: index }: FeatureRef): Promise<Seed[]> {
  try {
    const published = await getPublished(db, slug)
    const ref = { dictionary: slug, index, analysis: published.analysis.id }
    const [feature, labels, examples] = await Promise.all([
      readFeature(db.pool, published, index),
      readLabels(db, published.id, index),
      readExamples(published, index, 'top'),
    ])
    return [
      seed(featureQueries.detail(ref), { ...feature, labels }),
      seed(featureQueries.examples(ref, 'top'), wholeList(examples)),
    ]
  } catch (error) {
    if (error instanceof SemascopeError) return []
    throw error
  }
}
