import type { LabelHit } from '@/lib/contract/search'
import type { SuggestAnswer } from '@/lib/contract/suggest'
import type { Database } from '../database'
import { getPublished, type Published } from '../published'
import type { Queryable } from '../transaction'
import { defaultDictionary, listDictionaries } from './dictionaries'
import { searchLabels, searchNumber } from './search-labels'
import { resolveTokens } from './search-tokens'

const FEATURES = 6
const TOKENS = 4
const DICTIONARIES = 6

/** Features by number and label, tokens and dictionaries that a few characters may mean. */
export async function suggest(db: Database, q: string, wanted: string | undefined): Promise<SuggestAnswer> {
  const all = await listDictionaries(db)
  const named = all.find(({ slug, analysis }) => slug === wanted && analysis !== null)?.slug
  const slug = named ?? (await defaultDictionary(db))
  const words = q.toLowerCase().split(/\s+/)
  const dictionaries = all
    .filter((row) => words.every((word) => row.slug.toLowerCase().includes(word)))
    .slice(0, DICTIONARIES)
    .map((row) => ({ id: row.slug, size: row.dSae, isAnalysed: row.analysis !== null }))
  if (slug === null || q === '') return { dictionary: slug, features: [], tokens: [], dictionaries }
  const dictionary = await getPublished(db, slug)
  const numbered = await byNumber(db.pool, dictionary, q)
  const labelled = q.startsWith('#')
    ? []
    : (await searchLabels(db.pool, dictionary, q, { limit: FEATURES })).items
  const { tokens } = q.startsWith('#') ? { tokens: [] } : await resolveTokens(db.pool, dictionary, q)
  return {
    dictionary: slug,
    features: [...numbered, ...labelled.filter(({ index }) => index !== numbered[0]?.index)].slice(
      0,
      FEATURES,
    ),
    tokens: tokens.slice(0, TOKENS),
    dictionaries,
  }
}

async function byNumber(db: Queryable, dictionary: Published, q: string): Promise<LabelHit[]> {
  const index = Number(/^#?(\d{1,9})$/.exec(q)?.[1] ?? Number.NaN)
  return index < dictionary.dSae ? searchNumber(db, dictionary, index) : []
}
