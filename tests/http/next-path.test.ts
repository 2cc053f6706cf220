import { describe, expect, it } from 'vitest'
import { isOpenPage, safeNext, signInPath } from '@/lib/http/next-path'

describe('safeNext', () => {
  it.each(['/d/one-layer-a.a1?sort=density&q=a%20b#top', '/people', '/d/x/3', '/search?q=//evil.example'])(
    'keeps %s',
    (path) => expect(safeNext(path)).toBe(path),
  )

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%0a\n//evil.example',
    '/..//evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'people',
    '',
    null,
    undefined,
  ])('leads from %j to the front page', (path) => expect(safeNext(path)).toBe('/'))
})

describe('signInPath', () => {
  it('comes back to where one was', () => {
    expect(signInPath('/d/x?a=1&b=2')).toBe('/sign-in?next=%2Fd%2Fx%3Fa%3D1%26b%3D2')
    expect(signInPath('/')).toBe('/sign-in')
    expect(signInPath('//evil.example')).toBe('/sign-in')
  })
})

describe('isOpenPage', () => {
  it('is signing in and an invitation, and nothing that only begins alike', () => {
    expect(['/sign-in', '/invite/abc'].every(isOpenPage)).toBe(true)
    expect(
      [
        '/',
        '/sign-in/x',
        '/sign-inx',
        '/invite',
        '/invite/',
        '/invite/a/b',
        '/invite/..',
        '/invite/%2e',
        '/people',
      ].some(isOpenPage),
    ).toBe(false)
  })
})
