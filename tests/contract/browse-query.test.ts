import { describe, expect, it } from 'vitest'
import { browseState, loadBrowse } from '@/app/d/[dictionary]/_browse/address'
import {
  activeGroups,
  BrowseListSchema,
  browseParams,
  FeaturesQuerySchema,
  listParam,
  parseListParam,
} from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'
import { filterWords, percentText, shareFromPercent, without } from '@/lib/view/browse-words'

const parseBrowse = (params: Record<string, string | string[]>) => browseState(loadBrowse(params))

describe('the address of a list', () => {
  it('is the state: what is written is read back', () => {
    const query = BrowseListSchema.parse({
      q: '·import & #1',
      minDensity: 0.001,
      maxDensity: 0.1,
      minMaximum: 4,
      same: 'mixed',
      label: 'person',
      raises: ' react',
      firesOn: '·import',
      tags: 'context,dense',
      annotated: 'no',
      minSame: 0.5,
      sort: 'max',
      order: 'asc',
    })
    const address = paths.browse('one-layer-a.a1', browseParams(query))
    const read = parseBrowse(Object.fromEntries(new URL(address, 'http://x').searchParams))
    expect(read).toEqual({ ...query, view: 'table' })
  })

  it('leaves defaults out', () => {
    expect(paths.browse('a.b', browseParams(BrowseListSchema.parse({})))).toBe('/d/a.b')
    expect(paths.browse('a.b', browseParams(BrowseListSchema.parse({ order: 'desc' })))).toBe('/d/a.b')
    expect(paths.browse('a.b', browseParams(BrowseListSchema.parse({ sort: 'index', order: 'desc' })))).toBe(
      '/d/a.b?sort=index&order=desc',
    )
  })

  it('drops what does not parse, so that no link leads to an error', () => {
    const read = parseBrowse({ minDensity: 'x', sort: 'drop table', same: ['all', 'mixed'], minMaximum: '3' })
    expect(read).toMatchObject({ sort: 'density', same: 'all', minMaximum: 3 })
    expect(read.minDensity).toBeUndefined()
  })

  it('is strict in the API', () => {
    expect(FeaturesQuerySchema.safeParse({ minDensity: '2' }).success).toBe(false)
    expect(FeaturesQuerySchema.safeParse({ sort: 'nothing' }).success).toBe(false)
  })
})

describe('the list that a link to a feature carries', () => {
  it('is read back as it was, without the view', () => {
    const list = BrowseListSchema.parse({ q: 'a & b', sort: 'max', order: 'asc', tags: 'dense' })
    const state = { ...list, view: 'gallery' as const }
    expect(listParam(state)).toBe('q=a+%26+b&tags=dense&sort=max&order=asc')
    expect(parseListParam(listParam(state))).toEqual(list)
  })

  it('is left out for all features by density, and read as that', () => {
    const all = parseListParam(undefined)
    expect(all).toEqual({ sort: 'density', seed: 0 })
    expect(listParam(all)).toBeUndefined()
    expect(parseListParam('sort=nothing&minDensity=7&label=any&q=')).toEqual(all)
  })
})

describe('filters in words', () => {
  const query = parseBrowse({ q: 'quote', minDensity: '0.001', maxDensity: '0.1', minMaximum: '40' })

  it('takes both ends of the density for one filter', () => {
    expect(activeGroups(query).map((group) => filterWords(group, query))).toEqual([
      '“quote”',
      'density 0.1 to 10\u202f%',
      'maximum at least 40',
    ])
  })

  it('drops a filter and nothing else', () => {
    expect(without(query, ['density', 'maximum'])).toEqual({
      q: 'quote',
      sort: 'density',
      seed: 0,
      view: 'table',
    })
  })

  it.each([
    ['0.1', 0.001],
    ['0,1', 0.001],
    ['7', 0.07],
    ['', null],
    ['-1', null],
    ['101', null],
    ['ten', null],
  ])('reads %j percent', (text, share) => expect(shareFromPercent(text)).toBe(share))

  it('writes a percent as one would type it', () => {
    expect(percentText(0.07)).toBe('7')
    expect(percentText(0.000123)).toBe('0.0123')
    expect(percentText(undefined)).toBe('')
  })
})
