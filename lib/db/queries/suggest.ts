import type { LabelHit, MatchedToken } from '@/lib/contract/search'
import type { SuggestAnswer, SuggestedFeature } from '@/lib/contract/suggest'
import { formatPercent } from '@/lib/view/format'
import { tokenName } from '@/lib/view/token-view'
import type { Database } from '../database'
import { type Published, requirePublished } from '../published'
import { type DictionaryRow, listDictionaries, mainDictionary } from './dictionaries'
import { nameFeatures } from './named-features'
import { searchFiresOn } from './search'
import { searchLabels, searchNumber } from './search-labels'
import { resolveTokens } from './search-tokens'

const FEATURES = 6
const TOKENS = 4
const DICTIONARIES = 6
const NAMED = 4

/**
 * Returns what a few characters may mean: features by number ("2152", "a1 195"), by label, by the kind of tokens they name
 * and by the token they are; tokens, dictionaries, lists and studies.
 */
export async function suggest(db: Database, q: string, wanted: string | undefined): Promise<SuggestAnswer> {
  const all = await listDictionaries(db)
  const main = all.find(({ slug, analysis }) => slug === wanted && analysis !== null) ?? mainDictionary(all)
  const dictionaries = matching(all, q)
    .slice(0, DICTIONARIES)
    .map((row) => ({ id: row.slug, size: row.dSae, isAnalysed: row.analysis !== null }))
  const found = { dictionary: main?.slug ?? null, dictionaries }
  // Postgres refuses texts with a zero byte, and no stored text has one
  if (q === '' || q.includes('\0')) return { ...found, features: [], tokens: [], lists: [], studies: [] }
  const dictionary = main && requirePublished(main)
  const [numbered, named, lists, studies] = await Promise.all([
    byNumber(db, all, dictionary, q),
    dictionary && !q.startsWith('#') ? byText(db, dictionary, q) : { features: [], tokens: [] },
    listsNamed(db, q),
    studiesNamed(db, q),
  ])
  const features = new Map<string, SuggestedFeature>()
  for (const feature of [...numbered, ...named.features]) {
    const key = `${feature.dictionary} ${feature.index}`
    if (!features.has(key)) features.set(key, feature)
  }
  return {
    ...found,
    features: [...features.values()].slice(0, FEATURES),
    tokens: named.tokens.slice(0, TOKENS),
    lists,
    studies,
  }
}

const wordsIn = (text: string) =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')

/** Returns the dictionaries whose name has all words, those first whose name ends with the last word: a1 before random-a1. */
function matching(all: readonly DictionaryRow[], text: string): DictionaryRow[] {
  const words = wordsIn(text)
  const ends = ({ slug }: DictionaryRow) => Number(slug.split('.').at(-1)?.toLowerCase() === words.at(-1))
  return all
    .filter(({ slug }) => words.every((word) => slug.toLowerCase().includes(word)))
    .sort((a, b) => ends(b) - ends(a))
}

/** Returns the feature of a number in the dictionary of the page, or in those that stand before the number. */
async function byNumber(
  db: Database,
  all: readonly DictionaryRow[],
  main: Published | undefined,
  q: string,
): Promise<SuggestedFeature[]> {
  const [, names = '', digits] = /^(?:(.*\S)[\s#]+|#?)(\d{1,9})$/.exec(q) ?? []
  if (digits === undefined) return []
  const index = Number(digits)
  const asked = names === '' ? [main] : matching(all, names)
  const hits = asked
    .flatMap((row) => (row?.analysis && index < row.dSae ? [requirePublished(row)] : []))
    .slice(0, NAMED)
    .map(async (row) => of(row, await searchNumber(db.pool, row, index)))
  return (await Promise.all(hits)).flat()
}

const of = ({ slug }: Published, hits: readonly LabelHit[]): SuggestedFeature[] =>
  hits.map((hit) => ({ ...hit, dictionary: slug }))

/** Returns features by label or kind, then those that fire on the token that the text is, and tokens. */
async function byText(
  { pool }: Database,
  dictionary: Published,
  q: string,
): Promise<{ features: SuggestedFeature[]; tokens: readonly MatchedToken[] }> {
  const [{ items }, { tokens }] = await Promise.all([
    searchLabels(pool, dictionary, q, { limit: FEATURES }),
    resolveTokens(pool, dictionary, q),
  ])
  const ids = tokens.filter(({ match }) => match !== 'prefix').map(({ id }) => id)
  const firing =
    ids.length > 0 && items.length < FEATURES ? await firingOn({ pool }, dictionary, ids, tokens[0]) : []
  // a label that is only similar says less than the token itself
  const similar = items[0]?.match === 'similar'
  return { features: of(dictionary, similar ? [...firing, ...items] : [...items, ...firing]), tokens }
}

/** Returns the features with the largest share of their activation on some tokens. */
async function firingOn(
  { pool }: Pick<Database, 'pool'>,
  dictionary: Published,
  ids: readonly number[],
  token: MatchedToken,
): Promise<LabelHit[]> {
  const options = { sort: 'share', occurrences: null, limit: FEATURES } as const
  const { items } = await searchFiresOn(pool, dictionary, ids, options)
  const names = await nameFeatures(
    pool,
    dictionary,
    items.map(({ index }) => index),
  )
  return items.flatMap(({ index, share }): LabelHit[] => {
    const feature = names.get(index)
    if (!feature) return []
    const { label, labelAuthor, labelScore, topTokens, density, maxActivation } = feature
    const why = `${formatPercent(share, 2)} of its activation is on “${tokenName(token).replace(/^·/, '')}”`
    return [
      {
        ...{ index, label, topTokens, density, maxActivation, author: labelAuthor, score: labelScore },
        ...{ match: 'token', why },
      },
    ]
  })
}

/** Returns a condition for names that have all words, in any case. */
const named = (q: string) => ({
  AND: wordsIn(q).map((word) => ({ name: { contains: word, mode: 'insensitive' as const } })),
})

async function listsNamed({ prisma }: Database, q: string): Promise<SuggestAnswer['lists']> {
  const lists = await prisma.featureList.findMany({
    where: { retiredAt: null, ...named(q) },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: NAMED,
    include: { _count: { select: { entries: { where: { retiredAt: null } } } } },
  })
  return lists.map(({ slug, name, owner, _count }) => ({ slug, name, owner, entries: _count.entries }))
}

async function studiesNamed({ prisma }: Database, q: string): Promise<SuggestAnswer['studies']> {
  const studies = await prisma.study.findMany({
    where: named(q),
    orderBy: [{ status: 'desc' }, { id: 'desc' }],
    take: NAMED,
    select: { id: true, name: true, status: true },
  })
  return studies.map(({ id, name, status }) => ({ id, name, isClosed: status === 'closed' }))
}
