/** Turns the filters of a list into SQL conditions on `feature_stat s`. */
import {
  type BrowseFilters,
  type FilterGroup,
  type FilterName,
  groupOf,
  personTagsOf,
  tagsOf,
} from '@/lib/contract/browse-query'
import { tagNumbers } from '@/lib/domain/motif'
import { SORTABLE, type SortableName, STATISTICS, type Statistic } from '@/lib/domain/statistics'
import { LABEL_CHARACTERS } from '../label-text'
import { analysisKey } from '../prepared'
import type { Published } from '../published'
import { escapeLike } from '../queries/label-conditions'
import { vocabulary } from '../queries/vocabulary'
import type { Queryable } from '../transaction'
import { orderExpression } from './order-expression'
import type { Parameters } from './parameters'
import { typedValue } from './typed-value'

/** A condition that features of a list meet; several of one group count as one filter. */
export interface Condition {
  readonly group: FilterGroup
  /** NULL counts as not met. */
  readonly sql: string
}

/** Filters, with the tokens that a text may mean. */
export interface ResolvedFilters {
  readonly filters: BrowseFilters
  readonly q: readonly number[]
  readonly firesOn: readonly number[]
  readonly raises: readonly number[]
}

/** Looks up the tokens of filters. */
export async function resolveFilters(
  db: Queryable,
  published: Published,
  filters: BrowseFilters,
): Promise<ResolvedFilters> {
  const words = await vocabulary(db, published.tokenizerHash)
  const ids = (text: string | undefined) => (text ? words.find(text) : [])
  return { filters, q: ids(filters.q), firesOn: ids(filters.firesOn), raises: ids(filters.raises) }
}

/** Returns the conditions of filters; their values go into `parameters`. */
export function conditions(
  published: Published,
  resolved: ResolvedFilters,
  parameters: Parameters,
): Condition[] {
  const { filters } = resolved
  const found: Condition[] = SORTABLE.flatMap((name) => ranges(name, filters, parameters))
  const add = (group: FilterGroup, sql: string) => found.push({ group, sql })
  const { same, label, annotated, starred, starredBy, active, firesOn, raises, q } = filters
  if (same) add('same', same === 'all' ? 's.single_token_share >= 1' : 's.single_token_share < 1')
  if (label === 'none') add('label', 's.label_kind IS NULL')
  else if (label && label !== 'any') add('label', `s.label_kind = ${parameters.add(label)}`)
  if (annotated) add('annotated', annotated === 'yes' ? 's.annotated' : 'NOT s.annotated')
  if (starred) add('starred', starred === 'yes' ? 's.stars > 0' : 's.stars = 0')
  if (starredBy !== undefined)
    add(
      'starred',
      ifStorable([starredBy], () => starredByPerson(published, starredBy, parameters)),
    )
  const personTags = personTagsOf(filters)
  if (personTags.length > 0)
    add(
      'personTags',
      ifStorable(personTags, () => `s.person_tags @> ${parameters.add(personTags)}::text[]`),
    )
  if (active) add('active', active === 'active' ? 's.count > 0' : 's.count = 0')
  const tags = tagsOf(filters)
  if (tags.length > 0) add('tags', `s.tags @> ${parameters.add(tagNumbers(tags))}::smallint[]`)
  if (firesOn) add('firesOn', withTokens(published, 'token_ids', resolved.firesOn, parameters))
  if (raises) add('raises', withTokens(published, 'promoted_ids', resolved.raises, parameters))
  if (q)
    add(
      'q',
      ifStorable([q], () => withText(q, resolved.q, parameters)),
    )
  return found
}

/** Returns a condition, or `false` for texts with a zero byte: Postgres refuses those, so no stored text has one. */
const ifStorable = (texts: readonly string[], condition: () => string) =>
  texts.some((text) => text.includes('\0')) ? 'false' : condition()

/** The filters of the table of statistics are filters of a query. */
type RangedStatistic = Statistic & { readonly least?: FilterName; readonly most?: FilterName }

/** Conditions for the lowest and highest value of a statistic. */
function ranges(name: SortableName, filters: BrowseFilters, parameters: Parameters): Condition[] {
  const { column, type, least, most }: RangedStatistic = STATISTICS[name]
  const bounds: Condition[] = []
  for (const [filter, sign] of [
    [least, '>='],
    [most, '<='],
  ] as const) {
    const value = filter === undefined ? undefined : filters[filter]
    if (filter === undefined || typeof value !== 'number') continue
    // Features with a density or a maximum above 0 fire, so that the index of the order serves.
    const isFiring = sign === '>=' && value > 0 && (name === 'density' || name === 'maxActivation')
    const compared = isFiring ? orderExpression(name, 's') : `s.${column}`
    bounds.push({
      group: groupOf(filter),
      sql: `${compared} ${sign} ${parameters.add(typedValue(value, type))}`,
    })
  }
  return bounds
}

function starredByPerson({ id }: Published, person: string, parameters: Parameters): string {
  return `s.index IN (SELECT t."index" FROM star t
    WHERE t.dictionary_id = ${parameters.add(id)} AND t.person = ${parameters.add(person)} AND t.retired_at IS NULL)`
}

function withTokens(
  { analysis }: Published,
  column: 'token_ids' | 'promoted_ids',
  ids: readonly number[],
  parameters: Parameters,
): string {
  return `s.index IN (SELECT d.index FROM feature_detail d
    WHERE d.analysis_id = ${analysisKey(analysis.id)} AND d.${column} && ${parameters.add(ids)}::integer[])`
}

/** "#17" means only that feature; any other text is part of a label, a token in place of a label, or the number. */
function withText(text: string, tokens: readonly number[], parameters: Parameters): string {
  const digits = /^#?(\d{1,9})$/.exec(text)?.[1]
  const numbered = digits === undefined ? [] : [`s.index = ${parameters.add(Number(digits))}`]
  if (text.startsWith('#') && digits !== undefined) return numbered[0]
  const pattern = `%${escapeLike(text)}%`
  return `(${[
    `${LABEL_CHARACTERS} LIKE lower(${parameters.add(pattern)})`,
    ...(tokens.length > 0 ? [`s.top_tokens && ${parameters.add(tokens)}::integer[]`] : []),
    ...numbered,
  ].join(' OR ')})`
}
