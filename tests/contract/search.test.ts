import { describe, expect, it } from 'vitest'
import { readingsOf, SearchTokensQuerySchema, typedToken } from '@/lib/contract/search'

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
