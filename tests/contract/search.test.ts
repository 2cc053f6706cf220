import { describe, expect, it } from 'vitest'
import {
  parseSearch,
  readingsOf,
  SearchTokensQuerySchema,
  searchHref,
  typedToken,
} from '@/lib/contract/search'

describe('parseSearch and searchHref', () => {
  it('round-trips a view through its address', () => {
    const view = parseSearch({
      q: '·import',
      dictionary: 'one-layer-a.a1',
      id: '802,392',
      sort: 'share',
      density: '1.5',
      all: 'raises',
    })
    const url = new URL(searchHref(view), 'http://x')
    expect(parseSearch(Object.fromEntries(url.searchParams))).toEqual(view)
    expect(view.ids).toEqual([802, 392])
  })
  it('leaves defaults out of the address', () => {
    expect(searchHref(parseSearch({ q: 'a' }))).toBe('/search?q=a')
    expect(searchHref(parseSearch({}))).toBe('/search')
  })
  it('drops what does not parse instead of failing', () => {
    const view = parseSearch({ q: ['a', 'b'], id: '1;DROP', sort: 'mass', density: '-3', tab: 'x', all: 'y' })
    expect(view).toEqual({
      q: 'a',
      tab: 'tokens',
      dictionary: undefined,
      ids: undefined,
      sort: 'activation',
      density: undefined,
      all: undefined,
    })
  })
})

describe('typedToken', () => {
  it('reads the marks pages show', () => expect(typedToken('·a⏎⇥')).toBe(' a\n\t'))
})

describe('readingsOf', () => {
  it('has the text itself before what its marks stand for, and a text without marks once', () => {
    expect(readingsOf('·a')).toEqual(['·a', ' a'])
    expect(readingsOf(' a')).toEqual([' a'])
  })
})

describe('SearchTokensQuerySchema', () => {
  it('needs a token or ids and bounds both', () => {
    expect(SearchTokensQuerySchema.safeParse({ dictionary: 'a' }).success).toBe(false)
    expect(SearchTokensQuerySchema.parse({ dictionary: 'a', id: '1,2' }).id).toEqual([1, 2])
    expect(SearchTokensQuerySchema.safeParse({ dictionary: 'a', id: '1,x' }).success).toBe(false)
    expect(SearchTokensQuerySchema.safeParse({ dictionary: 'a', token: 'x', limit: '201' }).success).toBe(
      false,
    )
  })
})
