/** The state of the search page, which its address holds. One set of parsers for server and client. */
import {
  createLoader,
  createParser,
  createSerializer,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { paths } from '@/lib/contract/paths'
import { SEARCH_LISTS, SEARCH_SORTS, SEARCH_TABS, TokenIdsSchema } from '@/lib/contract/search'

type TokenIds = readonly number[] | 'all'

const ids = createParser<TokenIds>({
  parse: (text) => (text === 'all' ? text : (TokenIdsSchema.safeParse(text).data ?? null)),
  serialize: (value) => (value === 'all' ? value : value.join(',')),
  eq: (a, b) => String(a) === String(b),
})

/** Percent, as pages show it. */
const percent = createParser<number>({
  parse: (text) => {
    const value = Number(text)
    return text !== '' && value > 0 && value <= 100 ? value : null
  },
  serialize: String,
})

const text = createParser<string>({ parse: (value) => value.slice(0, 200), serialize: String })

export const searchParsers = {
  q: text.withDefault(''),
  tab: parseAsStringLiteral(SEARCH_TABS).withDefault('tokens'),
  dictionary: parseAsString.withDefault(''),
  /** The chosen tokens. */
  id: ids,
  sort: parseAsStringLiteral(SEARCH_SORTS).withDefault('activation'),
  density: percent,
  /** The list that is shown in full. */
  all: parseAsStringLiteral(SEARCH_LISTS),
}

export const loadSearch = createLoader(searchParsers)
export type SearchView = Awaited<ReturnType<typeof loadSearch>>

const serialize = createSerializer(searchParsers)

/** Returns the address of a view, without defaults. */
export const searchHref = (view: SearchView, changes: Partial<SearchView> = {}): string =>
  serialize(paths.search(), { ...view, ...changes })

/** Returns the highest density as the API takes it, a fraction. */
export const maxDensityOf = ({ density }: SearchView) =>
  density === null ? {} : { maxDensity: density / 100 }
