/**
 * What the search field offers for a text, in groups, the likeliest first. Pure.
 *
 * What a text names exactly comes first: a feature by its number, a page by the beginning of its name, a token that is the
 * text. Then follow labels and kinds of tokens, everything else, and last what is only spelt alike.
 */
import { LINKED, operationUrl } from '@/lib/contract/links'
import { paths } from '@/lib/contract/paths'
import type { MatchedToken } from '@/lib/contract/search'
import type { SuggestAnswer, SuggestedFeature } from '@/lib/contract/suggest'
import { formatCount } from '@/lib/view/format'
import { tokenName } from '@/lib/view/token-view'
import { hrefFrom, PLACES } from '../places'
import { THEMES, type Theme } from '../theme'

interface Common {
  /** Unique in the list. */
  readonly id: string
  readonly href: string
}
export type Entry =
  | (Common & { readonly kind: 'feature'; readonly feature: SuggestedFeature })
  | (Common & { readonly kind: 'token'; readonly token: MatchedToken; readonly does: string })
  | (Common & {
      readonly kind: 'named'
      readonly name: string
      readonly side: string
      readonly words?: string
    })
  | (Common & { readonly kind: 'theme'; readonly name: string; readonly theme: Theme; readonly href: '' })
  | (Common & { readonly kind: 'key'; readonly name: string; readonly key: string; readonly href: '' })

export interface EntryGroup {
  readonly heading: string
  readonly entries: readonly Entry[]
}

/** A key of the page, as a command that one can also find by its words. */
interface KeyCommand {
  readonly keys: string
  readonly does: string
}

export interface Asked {
  readonly q: string
  /** Path of the page on which one types. */
  readonly path: string
  readonly answer: SuggestAnswer | undefined
  readonly keys?: readonly KeyCommand[]
}

/** The entry that shows everything a search finds. */
const SEARCH_ID = 'search'
const KEYS = 5
/** Fewest characters of a name that stand for the whole. */
const BEGINNING = 3

export function entryGroups({ q, path, answer, keys = [] }: Asked): readonly EntryGroup[] {
  const dictionary = answer?.dictionary ?? undefined
  const features = answer?.features ?? []
  const heading = dictionary ? `Features of ${dictionary}` : 'Features'
  const by = (...matches: SuggestedFeature['match'][]) =>
    features.filter(({ match }) => matches.includes(match)).map(featureEntry)
  const pages = pagesFor(path, dictionary).filter((page) => hasWords(page, q))
  const isExact = ({ name }: { name: string }) =>
    q.length >= BEGINNING && name.toLowerCase().startsWith(q.toLowerCase())
  const tokens = tokenEntries(answer?.tokens ?? [], dictionary)
  const isToken = answer?.tokens[0] !== undefined && answer.tokens[0].match !== 'prefix'
  const label = { heading, entries: by('label', 'start', 'words', 'stems', 'kind', 'token') }
  const token = { heading: 'Tokens', entries: tokens }
  const groups: EntryGroup[] = [
    { heading: 'Feature', entries: by('number') },
    { heading: 'Go to', entries: q === '' ? [] : pages.filter(isExact) },
    ...(isToken ? [token, label] : [label, token]),
    { heading: 'Dictionaries', entries: (answer?.dictionaries ?? []).map(dictionaryEntry) },
    { heading: 'Lists', entries: (answer?.lists ?? []).map(listEntry) },
    { heading: 'Studies', entries: (answer?.studies ?? []).map(studyEntry) },
    { heading: 'Go to', entries: q === '' ? pages : pages.filter((page) => !isExact(page)) },
    { heading: 'Theme', entries: q.length < BEGINNING ? [] : themeEntries(q) },
    { heading: 'Keys of this page', entries: q === '' ? [] : keyEntries(keys, q) },
    { heading: 'Labels that are spelt alike', entries: by('similar') },
    ...(q === '' ? [] : [{ heading: 'Search', entries: [searchEntry(q, dictionary)] }]),
  ]
  return groups.filter(({ entries }) => entries.length > 0)
}

const featureEntry = (feature: SuggestedFeature): Entry => ({
  kind: 'feature',
  id: `feature-${feature.dictionary}-${feature.index}`,
  href: paths.feature(feature.dictionary, feature.index),
  feature,
})

/** Returns what features do on the tokens; only for the first token also what raises it. */
function tokenEntries(tokens: readonly MatchedToken[], dictionary: string | undefined): Entry[] {
  return tokens.flatMap((token, at) => {
    const params = { q: tokenName(token), id: token.id, dictionary }
    const fires: Entry = {
      ...{ kind: 'token', id: `token-${token.id}`, href: paths.search(params), token },
      does: 'features that fire on it',
    }
    const raises: Entry = {
      ...{ kind: 'token', id: `raises-${token.id}`, token, does: 'features that raise it' },
      href: paths.search({ ...params, all: 'raises' }),
    }
    return at === 0 && token.match !== 'prefix' ? [fires, raises] : [fires]
  })
}

const dictionaryEntry = ({ id, size, isAnalysed }: SuggestAnswer['dictionaries'][number]): Entry => ({
  ...{ kind: 'named', id: `dictionary-${id}`, href: paths.browse(id), name: id },
  side: isAnalysed ? `${formatCount(size)} features` : 'not analysed yet',
})

const listEntry = ({ slug, name, owner, entries }: SuggestAnswer['lists'][number]): Entry => ({
  ...{ kind: 'named', id: `list-${slug}`, href: paths.list(slug), name },
  side: `${formatCount(entries)} ${entries === 1 ? 'feature' : 'features'}, by ${owner}`,
})

const studyEntry = ({ id, name, isClosed }: SuggestAnswer['studies'][number]): Entry => ({
  ...{ kind: 'named', id: `study-${id}`, href: isClosed ? paths.results(id) : paths.study(id), name },
  side: isClosed ? 'closed, results' : 'open',
})

const searchEntry = (q: string, dictionary: string | undefined): Entry => ({
  ...{ kind: 'named', id: SEARCH_ID, href: paths.search({ q, dictionary }) },
  ...{ name: `Search for “${q}”`, side: 'all results' },
})

type Page = Extract<Entry, { kind: 'named' }>

/** Returns the pages of the product, and what there is of the dictionary. */
function pagesFor(path: string, dictionary: string | undefined): readonly Page[] {
  const page = (name: string, href: string, more: { side?: string; words?: string } = {}): Page => ({
    ...{ kind: 'named', id: `page-${name}`, href, name, side: '' },
    ...more,
  })
  const places = PLACES.map((place) =>
    page(place.name, hrefFrom(place, path), {
      side: `g ${place.key}`,
      words: place.key === 'd' ? 'home' : '',
    }),
  )
  const ofDictionary =
    dictionary === undefined
      ? []
      : [
          page(`Quality of ${dictionary}`, paths.quality(dictionary), {
            words: 'density loss metrics training',
          }),
          page(`Random feature of ${dictionary}`, paths.randomFeature(dictionary), { words: 'any surprise' }),
          page(
            `Export ${dictionary} as CSV`,
            operationUrl(LINKED.exportFeatures, { dictionary }, { format: 'csv' }),
            {
              words: 'download file table',
            },
          ),
        ]
  return [
    ...places,
    ...ofDictionary,
    page('Practice annotating', paths.practice(), { words: 'rubric score' }),
    page('Changes', paths.changes(), { words: 'log history who' }),
    page('API', paths.api(), { words: 'reference openapi' }),
  ]
}

function hasWords({ name, words = '' }: Page, q: string): boolean {
  const text = `${name} ${words}`.toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function keyEntries(keys: readonly KeyCommand[], q: string): Entry[] {
  const wanted = q.toLowerCase()
  return keys
    .filter(({ keys: key, does }) => !key.startsWith('g ') && does.toLowerCase().includes(wanted))
    .slice(0, KEYS)
    .map(({ keys: key, does }) => ({ kind: 'key', id: `key-${key}`, name: does, key, href: '' }))
}

const THEME_NAMES: Record<Theme, string> = {
  system: 'Use the theme of the system',
  light: 'Use the light theme',
  dark: 'Use the dark theme',
}

function themeEntries(q: string): Entry[] {
  const isAsked = (theme: Theme) =>
    `${THEME_NAMES[theme]} mode colours`.toLowerCase().includes(q.toLowerCase())
  return THEMES.filter(isAsked).map((theme) => ({
    ...{ kind: 'theme', id: `theme-${theme}`, name: THEME_NAMES[theme], theme, href: '' },
  }))
}
