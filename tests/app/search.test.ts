import { describe, expect, it } from 'vitest'
import { entryGroups } from '@/app/_ui/suggest/entries'
import { piecesOf } from '@/app/_ui/suggest/marked'
import { loadSearch, searchHref } from '@/app/search/address'
import { keptOf } from '@/app/search/kept-of'
import type { SuggestAnswer, SuggestedFeature } from '@/lib/contract/suggest'

describe('what a list that is cut says of itself', () => {
  const result = { kept: 200, total: 3120 }

  it('names the first features of one token', () => {
    expect(keptOf({ ...result, exact: true }, 1)).toBe('strongest 200 of 3\u202f120')
  })

  it('says what an older analysis left out', () => {
    expect(keptOf({ ...result, exact: false }, 1)).toBe('this older analysis kept 200 of 3\u202f120')
  })

  it('says of several tokens that there may be more, and what may be missing', () => {
    expect(keptOf({ ...result, exact: true }, 2)).toBe('strongest 200 of at least 3\u202f120')
    expect(keptOf({ ...result, exact: false }, 2)).toBe(
      'this older analysis kept 200 of at least 3\u202f120, and numbers may lack a token',
    )
  })
})

describe('the address of the search page', () => {
  it('is the same after it was read', () => {
    const address =
      '/search?q=%C2%B7import&dictionary=one-layer-a.a1&id=802,392&sort=share&density=1.5&all=raises'
    const view = loadSearch(new URL(address, 'http://x').searchParams)
    expect(view.id).toEqual([802, 392])
    expect(loadSearch(new URL(searchHref(view), 'http://x').searchParams)).toEqual(view)
  })
  it('leaves out defaults', () => {
    expect(searchHref(loadSearch({ q: 'a', tab: 'tokens', density: '' }))).toBe('/search?q=a')
    expect(searchHref(loadSearch({}))).toBe('/search')
  })
  it('drops what does not parse instead of failing', () => {
    const view = loadSearch({ q: 'a', id: '1;DROP', sort: 'mass', density: '-3', tab: 'x', all: 'y' })
    expect(searchHref(view)).toBe('/search?q=a')
  })
})

describe('the words of a search in a label', () => {
  it('are marked wherever they stand, in any case', () => {
    const found = piecesOf('token “Import” after import', 'import')
    expect(found.filter(({ isFound }) => isFound).map(({ piece }) => piece)).toEqual(['Import', 'import'])
    expect(found.map(({ piece }) => piece).join('')).toBe('token “Import” after import')
  })
  it('are read as text, not as a pattern', () => {
    expect(piecesOf('a (b', '(').filter(({ isFound }) => isFound)).toHaveLength(1)
    expect(piecesOf('a', '')).toEqual([{ at: 0, piece: 'a', isFound: false }])
  })
})

describe('what the search field offers', () => {
  const feature = (index: number, match: SuggestedFeature['match']): SuggestedFeature => ({
    ...{ index, match, dictionary: 'm.a', label: 'x', topTokens: [], density: 0.1, why: null },
    ...{ author: null, score: null, maxActivation: 1 },
  })
  const answer = (more: Partial<SuggestAnswer>): SuggestAnswer => ({
    ...{ dictionary: 'm.a', features: [], tokens: [], dictionaries: [], lists: [], studies: [] },
    ...more,
  })
  const first = (q: string, more: Partial<SuggestAnswer> = {}) =>
    entryGroups({ q, path: '/', answer: answer(more) })[0]?.entries[0]?.id

  it('puts a feature by its number first, then a page by its name', () => {
    expect(first('2152', { features: [feature(2152, 'number')] })).toBe('feature-m.a-2152')
    expect(first('qual', { features: [feature(1, 'words')] })).toBe('page-Quality of m.a')
  })
  it('puts a token that is the text before labels, and a label before a token that begins with it', () => {
    const token = { id: 7, text: 'import', count: 3 }
    const features = [feature(1, 'words')]
    expect(first('import', { features, tokens: [{ ...token, match: 'exact' }] })).toBe('token-7')
    expect(first('impo', { features, tokens: [{ ...token, match: 'prefix' }] })).toBe('feature-m.a-1')
  })
  it('puts labels that are only spelt alike after everything but the search itself', () => {
    const groups = entryGroups({ q: 'abc', path: '/', answer: answer({ features: [feature(1, 'similar')] }) })
    expect(groups.map(({ heading }) => heading)).toEqual(['Labels that are spelt alike', 'Search'])
  })
  it('offers themes', () => expect(first('dark')).toBe('theme-dark'))
  it('offers the keys of the page by what they do', () => {
    const keys = [{ keys: 's', does: 'star' }]
    const groups = entryGroups({ q: 'star', path: '/', answer: answer({}), keys })
    expect(groups[0]?.entries[0]?.id).toBe('key-s')
  })
})
