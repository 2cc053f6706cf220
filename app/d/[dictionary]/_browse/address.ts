import { createLoader, type inferParserType } from 'nuqs/server'
import { schemaParser } from '@/app/_ui/address/schema-parser'
import { BROWSE_SHAPE, type BrowseState, plainList } from '@/lib/contract/browse-query'

const { sort, seed, view, ...optional } = BROWSE_SHAPE

/** The parsers of the address of a list, one for each parameter, for server and client. */
export const BROWSE_PARSERS = {
  q: schemaParser(optional.q),
  minDensity: schemaParser(optional.minDensity),
  maxDensity: schemaParser(optional.maxDensity),
  minMaximum: schemaParser(optional.minMaximum),
  maxMaximum: schemaParser(optional.maxMaximum),
  same: schemaParser(optional.same),
  minSame: schemaParser(optional.minSame),
  label: schemaParser(optional.label),
  minScore: schemaParser(optional.minScore),
  firesOn: schemaParser(optional.firesOn),
  raises: schemaParser(optional.raises),
  tags: schemaParser(optional.tags),
  annotated: schemaParser(optional.annotated),
  starred: schemaParser(optional.starred),
  starredBy: schemaParser(optional.starredBy),
  personTags: schemaParser(optional.personTags),
  active: schemaParser(optional.active),
  order: schemaParser(optional.order),
  sort: schemaParser(sort).withDefault('density'),
  seed: schemaParser(seed).withDefault(0),
  view: schemaParser(view).withDefault('table'),
} satisfies Record<keyof typeof BROWSE_SHAPE, unknown>

/** What the parsers read: null where the address says nothing. */
type Read = inferParserType<typeof BROWSE_PARSERS>

/** Reads the search parameters of a request. */
export const loadBrowse = createLoader(BROWSE_PARSERS)

/** Returns the state of the list that an address holds. */
export function browseState(read: Read): BrowseState {
  const given = Object.entries(read).filter(([, value]) => value !== null)
  return plainList(Object.fromEntries(given) as unknown as BrowseState)
}
