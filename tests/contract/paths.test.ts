import { describe, expect, it } from 'vitest'
import { LINKED, operationUrl } from '@/lib/contract/links'
import { contract } from '@/lib/contract/operations'
import { paths, searchString } from '@/lib/contract/paths'
import { operations } from '../support/api'

describe('paths', () => {
  it('are these', () => {
    const slug = 'a model.a/1'
    expect({
      ...{ home: paths.home(), browseAny: paths.browseAny(), browse: paths.browse(slug) },
      filtered: paths.browse('m.a', { sort: 'max', label: undefined, q: 'a b' }),
      ...{ feature: paths.feature(slug, 7), randomFeature: paths.randomFeature(slug) },
      ...{ quality: paths.quality(slug), search: paths.search(), found: paths.search({ q: '·the' }) },
      ...{ compare: paths.compare({ a: 'm.a' }), runs: paths.runs(), run: paths.run(3) },
      ofList: paths.feature('m.a', 7, { list: 'sort=max&q=a' }),
      sideBySide: paths.compareFeatures([
        { dictionary: 'm.a', feature: 7 },
        { dictionary: 'm.b', feature: 0 },
      ]),
      ...{ lists: paths.lists(), list: paths.list('months'), changes: paths.changes() },
      ...{ studies: paths.studies(), newStudy: paths.newStudy(), practice: paths.practice() },
      ...{ study: paths.study(2), results: paths.results(), ofOne: paths.results(2) },
      ...{ people: paths.people(), account: paths.account(), signIn: paths.signIn() },
      ...{ invite: paths.invite('s-_1'), api: paths.api() },
    }).toMatchInlineSnapshot(`
      {
        "account": "/account",
        "api": "/api",
        "browse": "/d/a%20model.a%2F1",
        "browseAny": "/browse",
        "changes": "/lists/changes",
        "compare": "/compare?a=m.a",
        "feature": "/d/a%20model.a%2F1/7",
        "filtered": "/d/m.a?sort=max&q=a+b",
        "found": "/search?q=%C2%B7the",
        "home": "/",
        "invite": "/invite/s-_1",
        "list": "/lists/months",
        "lists": "/lists",
        "newStudy": "/annotate/new",
        "ofList": "/d/m.a/7?list=sort%3Dmax%26q%3Da",
        "ofOne": "/annotate/results?study=2",
        "people": "/people",
        "practice": "/annotate/practice",
        "quality": "/d/a%20model.a%2F1/quality",
        "randomFeature": "/d/a%20model.a%2F1/random",
        "results": "/annotate/results",
        "run": "/runs#run-3",
        "runs": "/runs",
        "search": "/search",
        "sideBySide": "/compare/features?f=m.a%3A7&f=m.b%3A0",
        "signIn": "/sign-in",
        "studies": "/annotate",
        "study": "/annotate/2",
      }
    `)
  })

  it('leave out what is not given', () => {
    expect(searchString({ a: undefined, b: '' })).toBe('')
    expect(searchString({ a: 0, b: 'x&y' })).toBe('?a=0&b=x%26y')
  })
})

describe('links to the API', () => {
  it('lead to operations of the contract', () => {
    const known = operations().map(({ path }) => path)
    for (const path of Object.values(LINKED)) expect(known).toContain(path)
    expect(contract.features.vector['~orpc'].route.path).toBe(LINKED.vector)
  })

  it('have their parameters filled in', () => {
    expect(operationUrl(LINKED.vector, { dictionary: 'm.a/1', feature: 7 }, { format: 'safetensors' })).toBe(
      '/api/v1/dictionaries/m.a%2F1/features/7/vector?format=safetensors',
    )
    expect(operationUrl(LINKED.document, {})).toBe('/api/v1/openapi.json')
  })
})
