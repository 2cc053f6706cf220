import { describe, expect, it } from 'vitest'
import { keptOf } from '@/app/search/kept-of'

describe('what a list that is cut says of itself', () => {
  const result = { items: [], found: 200, kept: 200, total: 3120, cut: true }

  it('names the first features of one token', () => {
    expect(keptOf({ ...result, exact: true }, 1)).toBe('the first 200 of 3\u202f120')
  })

  it('says that an older analysis orders those of its list', () => {
    expect(keptOf({ ...result, exact: false }, 1)).toBe(
      'ordered among the 200 of 3\u202f120 with the most summed activation',
    )
  })

  it('says of several tokens what may be missing', () => {
    expect(keptOf({ ...result, exact: true }, 2)).toBe('a list is cut, so numbers may lack a token')
    expect(keptOf({ ...result, exact: false }, 2)).toBe(
      'a list is cut, so features may be missing and numbers may lack a token',
    )
  })
})
