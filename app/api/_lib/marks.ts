import type { Database } from '@/lib/db/database'
import type { OnFeature } from '@/lib/db/marks/feature-marks'
import { readMarks } from '@/lib/db/marks/read'
import { getDictionary } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'

interface MarkBody {
  readonly dictionary: string
  readonly feature: number
  readonly person: string
}

/** Returns the id of a dictionary that has a feature. Throws `not_found`. */
export async function dictionaryWith(db: Database, slug: string, feature: number): Promise<number> {
  const dictionary = await getDictionary(db, slug)
  requireFeature(dictionary, feature)
  return dictionary.id
}

/** Returns the ids of the dictionaries of features. Throws `not_found` for a feature that does not exist. */
export async function featuresWith(
  db: Database,
  features: readonly { readonly dictionary: string; readonly feature: number }[],
): Promise<{ dictionaryId: number; index: number }[]> {
  const slugs = [...new Set(features.map(({ dictionary }) => dictionary))]
  const known = new Map(
    await Promise.all(slugs.map(async (slug) => [slug, await getDictionary(db, slug)] as const)),
  )
  return features.flatMap(({ dictionary: slug, feature }) => {
    const dictionary = known.get(slug)
    if (!dictionary) return []
    requireFeature(dictionary, feature)
    return { dictionaryId: dictionary.id, index: feature }
  })
}

/** Writes a mark on a feature that exists. Returns the marks of the feature with the change. */
export async function writeMark(
  db: Database,
  { dictionary, feature, person }: MarkBody,
  write: (on: OnFeature) => Promise<number | null>,
) {
  const dictionaryId = await dictionaryWith(db, dictionary, feature)
  const change = await write({ dictionaryId, index: feature, person })
  return { change, marks: await readMarks(db, dictionaryId, feature) }
}
