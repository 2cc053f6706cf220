/** Lists of features worked out in plain JavaScript from the tables that people and analyses write. */
import {
  activeGroups,
  type BrowseFilters,
  FILTER_GROUPS,
  type FilterGroup,
  personTagsOf,
  tagsOf,
} from '@/lib/contract/browse-query'
import type { Published } from '@/lib/db/published'
import { type Vocabulary, vocabulary } from '@/lib/db/queries/vocabulary'
import type { Queryable } from '@/lib/db/transaction'
import { MOTIF_TAGS, tagNumbers } from '@/lib/domain/motif'
import { type SortName, STATISTICS, statisticOfSort } from '@/lib/domain/statistics'

export interface ListedFeature {
  readonly index: number
  readonly count: number
  /** By column of feature_stat, as stored. */
  readonly stat: Readonly<Record<string, number | null>>
  readonly tags: readonly number[] | null
  readonly topTokens: readonly number[]
  readonly tokenIds: readonly number[]
  readonly promotedIds: readonly number[]
  readonly label: { readonly text: string; readonly kind: string; readonly score: number | null } | null
  readonly starredBy: readonly string[]
  readonly personTags: readonly string[]
  readonly annotated: boolean
}

/** Reads all features of an analysis, and what people say of each from their own tables. */
export async function readListed(db: Queryable, { id, analysis }: Published): Promise<ListedFeature[]> {
  const all = async (text: string, values: unknown[] = [id]) => (await db.query(text, values)).rows
  const stats = await all('SELECT * FROM feature_stat WHERE analysis_id = $1 ORDER BY index', [analysis.id])
  const details = await all('SELECT * FROM feature_detail WHERE analysis_id = $1 ORDER BY index', [
    analysis.id,
  ])
  const labels = await all(
    'SELECT * FROM label WHERE dictionary_id = $1 AND retired_at IS NULL AND (analysis_id IS NULL OR analysis_id = $2)',
    [id, analysis.id],
  )
  const stars = await all('SELECT * FROM star WHERE dictionary_id = $1 AND retired_at IS NULL')
  const tags = await all('SELECT * FROM person_tag WHERE dictionary_id = $1 AND retired_at IS NULL')
  const scores = await all('SELECT "index" FROM annotation WHERE dictionary_id = $1 AND retired_at IS NULL')
  const rank = (kind: string) => ['person', 'rules', 'llm'].indexOf(kind)
  return stats.map((stat, at) => {
    const { index } = stat
    const of = (rows: Record<string, unknown>[]) => rows.filter((row) => row.index === index)
    const [label] = of(labels).sort(
      (a, b) =>
        rank(a.author_kind as string) - rank(b.author_kind as string) ||
        Number(b.created_at) - Number(a.created_at) ||
        Number(b.id) - Number(a.id),
    )
    return {
      ...{ index, count: stat.count, tags: stat.tags, topTokens: stat.top_tokens },
      stat: { ...stat, label_score: (label?.score as number | null | undefined) ?? null },
      ...{ tokenIds: details[at].token_ids, promotedIds: details[at].promoted_ids },
      label: label
        ? {
            text: label.text as string,
            kind: label.author_kind as string,
            score: label.score as number | null,
          }
        : null,
      starredBy: of(stars).map(({ person }) => person as string),
      personTags: [...new Set(of(tags).map(({ tag }) => tag as string))],
      annotated: of(scores).length > 0,
    }
  })
}

/** A filter of a group. */
type Passes = (feature: ListedFeature) => boolean

/** Numbers as a column of the type holds them. */
const alike = (type: string, value: number) => (type === 'real' ? Math.fround(value) : value)

/** What each group of filters in force asks. */
function asked(filters: BrowseFilters, words: Vocabulary): Map<FilterGroup, Passes[]> {
  const found = new Map<FilterGroup, Passes[]>()
  const add = (group: FilterGroup, passes: Passes) => found.set(group, [...(found.get(group) ?? []), passes])
  for (const statistic of Object.values(STATISTICS)) {
    const { column, type } = statistic
    const bounds = [
      ['least' in statistic ? statistic.least : undefined, (own: number, bound: number) => own >= bound],
      ['most' in statistic ? statistic.most : undefined, (own: number, bound: number) => own <= bound],
    ] as const
    for (const [name, compare] of bounds) {
      const bound = name && filters[name]
      const group = name && groupNamed(name)
      if (bound === undefined || group === undefined) continue
      add(group, ({ stat }) => {
        const own = stat[column]
        return own !== null && compare(alike(type, own), alike(type, bound))
      })
    }
  }
  const { same, label, annotated, starred, starredBy, active, firesOn, raises, q } = filters
  if (same)
    add('same', ({ stat: { single_token_share: share } }) =>
      share === null ? false : same === 'all' ? share >= 1 : share < 1,
    )
  if (label && label !== 'any') add('label', (own) => (own.label?.kind ?? 'none') === label)
  if (annotated) add('annotated', (own) => own.annotated === (annotated === 'yes'))
  if (starred) add('starred', (own) => own.starredBy.length > 0 === (starred === 'yes'))
  if (starredBy !== undefined) add('starred', (own) => own.starredBy.includes(starredBy))
  for (const tag of personTagsOf(filters)) add('personTags', (own) => own.personTags.includes(tag))
  if (active) add('active', ({ count }) => count > 0 === (active === 'active'))
  for (const tag of tagNumbers(tagsOf(filters))) add('tags', ({ tags }) => tags?.includes(tag) ?? false)
  const any = (ids: readonly number[], text: string) => words.find(text).some((id) => ids.includes(id))
  if (firesOn) add('firesOn', ({ tokenIds }) => any(tokenIds, firesOn))
  if (raises) add('raises', ({ promotedIds }) => any(promotedIds, raises))
  if (q)
    add('q', ({ index, label: own, topTokens }) => {
      if (/^#\d+$/.test(q)) return index === Number(q.slice(1))
      const hasText = own?.text.toLowerCase().includes(q.toLowerCase()) ?? false
      return hasText || any(topTokens, q) || String(index) === q
    })
  return found
}

const groupNamed = (name: string) =>
  (Object.keys(FILTER_GROUPS) as FilterGroup[]).find((group) =>
    (FILTER_GROUPS[group] as readonly string[]).includes(name),
  )

/** The groups of filters that each feature fails. */
export async function failedGroups(
  db: Queryable,
  published: Published,
  features: readonly ListedFeature[],
  filters: BrowseFilters,
): Promise<Map<ListedFeature, FilterGroup[]>> {
  const groups = [...asked(filters, await vocabulary(db, published.tokenizerHash))]
  return new Map(
    features.map((feature) => [
      feature,
      groups.flatMap(([group, tests]) => (tests.every((passes) => passes(feature)) ? [] : [group])),
    ]),
  )
}

/** The features in an order: those that fire and have the statistic by it, equal ones by number, then the rest. */
export function inOrder(
  features: readonly ListedFeature[],
  sort: SortName | 'index',
  order: 'asc' | 'desc',
): ListedFeature[] {
  const sign = order === 'asc' ? 1 : -1
  if (sort === 'index') return features.toSorted((a, b) => sign * (a.index - b.index))
  const { column } = STATISTICS[statisticOfSort(sort)]
  const value = ({ count, stat }: ListedFeature) => (count > 0 ? stat[column] : null)
  return features.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)]
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || a.index - b.index
    return sign * (left - right) || a.index - b.index
  })
}

/** What the counts of a list say, of the features by the groups they fail. */
export function countsOf(failed: Map<ListedFeature, FilterGroup[]>, filters: BrowseFilters) {
  const all = [...failed.keys()]
  const left = (group: FilterGroup) =>
    [...failed].flatMap(([feature, groups]) => (groups.every((own) => own === group) ? [feature] : []))
  const some = (group: FilterGroup, isWanted: Passes) => left(group).filter(isWanted).length
  const range = (group: 'maximum' | 'score', column: string) => {
    const values = left(group).flatMap(({ count, stat }) => (count > 0 ? (stat[column] ?? []) : []))
    return values.length === 0 ? null : { low: Math.min(...values), high: Math.max(...values) }
  }
  const share = ({ stat }: ListedFeature) => stat.single_token_share ?? Number.NaN
  const kind = (name: string) => some('label', ({ label }) => (label?.kind ?? 'none') === name)
  const tags = tagNumbers(tagsOf(filters))
  const binOf = (density: number) => Math.min(47, Math.max(0, Math.floor((1 + Math.log10(density) / 6) * 48)))
  const bins = (features: readonly ListedFeature[]) => {
    const counts = new Array<number>(48).fill(0)
    for (const { count, stat } of features) if (count > 0) counts[binOf(stat.density ?? 0)]++
    return counts
  }
  const isActive = ({ count }: ListedFeature) => count > 0
  return {
    matching: [...failed.values()].filter((groups) => groups.length === 0).length,
    total: all.length,
    often: all.filter(({ count }) => count > 20).length,
    dead: all.filter(({ count }) => count === 0).length,
    options: {
      same: { all: some('same', (own) => share(own) >= 1), mixed: some('same', (own) => share(own) < 1) },
      label: { person: kind('person'), rules: kind('rules'), llm: kind('llm'), none: kind('none') },
      tags: Object.fromEntries(
        MOTIF_TAGS.map((tag, number) => [
          tag,
          some('tags', (own) => [...tags, number].every((wanted) => own.tags?.includes(wanted) ?? false)),
        ]),
      ),
      annotated: {
        yes: some('annotated', ({ annotated }) => annotated),
        no: some('annotated', ({ annotated }) => !annotated),
      },
      starred: {
        yes: some('starred', ({ starredBy }) => starredBy.length > 0),
        no: some('starred', ({ starredBy }) => starredBy.length === 0),
      },
      personTags: personTagCounts(all, left('personTags'), personTagsOf(filters)),
      active: { active: some('active', isActive), dead: some('active', (own) => !isActive(own)) },
    },
    density: {
      edges: Array.from({ length: 49 }, (_, bin) => (bin / 48 - 1) * 6),
      counts: bins(left('density')),
      all: bins(all),
    },
    maximum: range('maximum', 'max_activation'),
    score: range('score', 'label_score'),
    without: activeGroups(filters).map((group) => ({ group, count: left(group).length })),
  }
}

/** The tags asked for, then the most used. */
function personTagCounts(
  all: readonly ListedFeature[],
  left: readonly ListedFeature[],
  wanted: readonly string[],
) {
  const used = (tag: string) => all.filter(({ personTags }) => personTags.includes(tag)).length
  const known = [...new Set(all.flatMap(({ personTags }) => personTags))]
  const mostUsed = known.toSorted((a, b) => used(b) - used(a) || (a < b ? -1 : 1))
  return [...new Set([...wanted, ...mostUsed])].slice(0, Math.max(24, wanted.length)).map((tag) => ({
    tag,
    count: left.filter(({ personTags }) => [...wanted, tag].every((own) => personTags.includes(own))).length,
  }))
}
