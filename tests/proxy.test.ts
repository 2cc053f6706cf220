import { NextRequest } from 'next/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { configure } from '@/lib/config'
import { isOpenPage } from '@/lib/http/next-path'
import { API_HEADERS, securityHeaders } from '@/lib/http/security-headers'
import { mayRead } from '@/lib/services/people/may-read'
import { config, proxy } from '@/proxy'

vi.mock('@/lib/services/people/may-read')
vi.mock('@/lib/log', () => ({ log: { error: () => undefined } }))

beforeAll(() => configure({ HOST: '0.0.0.0', ALLOWED_HOSTS: 'scope.example' }))
afterAll(() => configure({ HOST: '127.0.0.1', ALLOWED_HOSTS: '' }))
beforeEach(() => {
  // as on a server with accounts, for one cookie
  vi.mocked(mayRead).mockImplementation(async (path, cookie) => isOpenPage(path) || cookie === 'known')
})

const get = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://127.0.0.1:3210${path}`, { headers: { host: 'localhost:3210', ...headers } }))

/** Whether Next.js goes on with the request; the header is how its proxy says so. */
const goesOn = (response: Response) => response.headers.get('x-middleware-next') === '1'

describe('the host', () => {
  it.each(['/', '/d/a/1', '/sign-in', '/api'])('that is not known does not get the page %s', async (path) => {
    const response = await get(path, { host: 'evil.example', cookie: 'known' })
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toMatch(/ALLOWED_HOSTS/)
    expect(goesOn(response)).toBe(false)
  })

  it('that is not known gets no answer of the API', async () => {
    const response = await get('/api/v1/dictionaries', { host: 'evil.example' })
    expect(response.status).toBe(403)
    expect((await response.json()).error).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('ALLOWED_HOSTS'),
    })
    expect(goesOn(response)).toBe(false)
  })

  it('is not taken from what a page can send', async () => {
    for (const path of ['/d/a/1', '/api/v1/dictionaries'])
      for (const name of ['x-forwarded-host', 'forwarded', 'x-host', 'x-original-host'])
        expect((await get(path, { host: 'evil.example', [name]: 'localhost' })).status).toBe(403)
  })

  it('may be one that is allowed', async () => {
    const response = await get('/api/v1/health', {
      host: 'scope.example',
      'x-forwarded-host': 'evil.example',
    })
    expect(goesOn(response)).toBe(true)
  })
})

describe('headers', () => {
  it('are those of pages, and Next.js has the policy with the same nonce, whatever policy was sent', async () => {
    const sent = { cookie: 'known', 'content-security-policy': "script-src 'nonce-mine'" }
    const policies: (string | null)[] = []
    for (const response of [await get('/d/a/1', sent), await get('/d/a/1', sent)]) {
      expect(goesOn(response)).toBe(true)
      for (const name of Object.keys(securityHeaders('', false)))
        expect(response.headers.get(name)).toBeTruthy()
      const policy = response.headers.get('content-security-policy')
      expect(policy).toMatch(/'nonce-[\w=]{40,}'/)
      expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(policy)
      policies.push(policy)
    }
    expect(policies[0]).not.toBe(policies[1])
  })

  it('of the API are those of data, whatever is answered', async () => {
    for (const response of [
      await get('/api/v1/health'),
      await get('/api/v1/nothing-here'),
      await get('/api/v1/health', { host: 'evil.example' }),
      await get('/api/v1/dictionaries/%'),
    ])
      expect(Object.fromEntries(response.headers)).toMatchObject(API_HEADERS)
  })
})

describe('signing in', () => {
  it('is where who is not known is sent, and back', async () => {
    const response = await get('/search?q=a%20b&_rsc=1x2y3&tab=labels')
    expect(response.status).toBe(307)
    const location = new URL(response.headers.get('location') ?? '')
    expect(location.pathname).toBe('/sign-in')
    expect(location.searchParams.get('next')).toBe('/search?q=a+b&tab=labels')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(goesOn(response)).toBe(false)
  })

  it('lets nobody by under another name of an open page', async () => {
    for (const path of [
      '/sign-in/../d/a/1',
      '/sign-in/%2e%2e/d/a/1',
      '/invite/..',
      '/invite/%2e%2e',
      '/invite/..%2fpeople',
      '/invite/a/../../people',
      '/%73ign-in',
      '/people?/sign-in',
      '/people#/sign-in',
      '/_next/image?url=x',
      '/_next/../people',
      '/_next/static/../../people',
      '/_next/static/%2E%2e/%2e./people',
      '/_next/static/..\\..\\people',
      '/icon.svgx',
      '/d/a/1;/sign-in',
      '/sign-in\\..\\people',
      '/sign-in%00',
      '/invite/%',
      '/api',
    ]) {
      const response = await get(path)
      expect([path, response.status, goesOn(response)]).toEqual([path, 307, false])
    }
  })

  it('and invitations are open', async () => {
    for (const path of ['/sign-in?next=%2F', '/invite/aZ-_9'])
      expect([path, goesOn(await get(path))]).toEqual([path, true])
  })

  it('cannot be skipped when it cannot be told who asks', async () => {
    vi.mocked(mayRead).mockRejectedValue(new Error('no database'))
    const response = await get('/d/a/1', { cookie: 'known' })
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('database')
    expect(goesOn(response)).toBe(false)
  })

  it('is left to the routes of the API, which know API tokens', async () => {
    expect(goesOn(await get('/api/v1/dictionaries'))).toBe(true)
    expect(mayRead).not.toHaveBeenCalledWith('/api/v1/dictionaries', expect.anything())
  })
})

describe('a malformed escape', () => {
  it.each(['/d/%', '/d/x%GG/1', '/lists/%', '/d/%ff'])('in %s is no page', async (path) => {
    const response = await get(path, { cookie: 'known' })
    expect(new URL(response.headers.get('x-middleware-rewrite') ?? '').pathname).toBe('/not-found')
  })

  it.each(['/api/v1/dictionaries/%', '/api/v1/%GG'])('in %s is a bad request', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(400)
    expect((await response.json()).error.code).toBe('bad_request')
  })
})

it('comes before everything but static files', () => {
  const [matcher] = config.matcher.map((source) => new RegExp(`^${source}$`))
  for (const path of [
    '/',
    '/d/a/1',
    '/api',
    '/api/v1/health',
    '/_next/image',
    '/icon.svgx',
    '/_next/staticx',
  ])
    expect([path, matcher.test(path)]).toEqual([path, true])
  for (const path of ['/_next/static/chunks/a.js', '/icon.svg'])
    expect([path, matcher.test(path)]).toEqual([path, false])
})
