import { API_HEADERS, securityHeaders } from '@/lib/http/security-headers'
import { ask } from '../support/ask'
import { serve } from './support/command-line'
import { DICTIONARY, expect, test } from './support/test'

const FEATURE = `/d/${DICTIONARY}/3`

test.describe('a name that is not the server’s', () => {
  const READS = [
    '/',
    FEATURE,
    // an address of search without its dictionary leads to one that names it
    `/search?q=import&dictionary=${DICTIONARY}`,
    '/nothing-here',
    `/api/v1/dictionaries/${DICTIONARY}/features`,
    `/api/v1/dictionaries/${DICTIONARY}/export?format=csv`,
    '/api/v1/openapi.json',
  ]
  for (const path of READS)
    test(`reads nothing at ${path}`, async ({ baseURL }) => {
      const sent = { 'x-forwarded-host': 'localhost' }
      for (const host of ['evil.example', 'evil.example:3979', '127.0.0.1.evil.example']) {
        const { status, body } = await ask(baseURL ?? '', path, { headers: { ...sent, host } })
        expect(status).toBe(403)
        expect(body.toString()).toMatch(/"?evil\.example|evil\.example"?/)
        expect(body.toString()).toContain('ALLOWED_HOSTS')
        if (path.startsWith('/api/')) expect(JSON.parse(body.toString()).error.code).toBe('forbidden')
      }
      const { port } = new URL(baseURL ?? '')
      const own = await ask(baseURL ?? '', path, { headers: { host: `localhost:${port}` } })
      expect(own.status).toBe(path === '/nothing-here' ? 404 : 200)
    })
})

test.describe('a malformed escape', () => {
  test.use({ expectedErrors: [/404/] })

  for (const path of ['/d/%', '/d/x%GG/1', '/lists/%', '/d/%ff', `/d/${DICTIONARY}/%`, '/annotate/%'])
    test(`in ${path} is a page that says so`, async ({ page, baseURL }) => {
      expect((await ask(baseURL ?? '', path)).status).toBe(404)
      const response = await page.goto(path)
      expect(response?.status()).toBe(404)
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
      await page.getByRole('main').getByRole('link', { name: 'Dictionaries' }).click()
      await expect(page.getByRole('heading', { name: 'Dictionaries' })).toBeVisible()
    })

  for (const path of ['/api/v1/%', '/api/v1/dictionaries/%', '/api/v1/dictionaries/x%GG/features/1'])
    test(`in ${path} is a bad request`, async ({ baseURL }) => {
      const { status, body, headers } = await ask(baseURL ?? '', path)
      expect(status).toBe(400)
      expect(JSON.parse(body.toString()).error).toMatchObject({ code: 'bad_request' })
      expect(headers).toMatchObject(API_HEADERS)
    })
})

test.describe('with accounts', () => {
  let server: Awaited<ReturnType<typeof serve>>
  test.beforeAll(async () => {
    test.setTimeout(300_000)
    server = await serve(['--accounts'])
  })
  test.afterAll(async () => server?.stop())

  test('a guest is sent to the sign-in page and back, without the parameters of Next.js', async () => {
    const { status, headers, body } = await ask(server.url, '/search?q=import&_rsc=1x2y3&tab=labels')
    expect(status).toBe(307)
    // a path alone, so that a proxy in front may have another name
    expect(headers.location).toBe(`/sign-in?next=${encodeURIComponent('/search?q=import&tab=labels')}`)
    expect(headers['cache-control']).toBe('no-store')
    for (const name of Object.keys(securityHeaders('', false))) expect(headers[name]).toBeDefined()
    expect(body.toString()).not.toContain('<')
  })

  test('nobody gets in under another spelling of an open page', async () => {
    for (const path of [
      `/sign-in/..${FEATURE}`,
      `/sign-in/%2e%2e${FEATURE}`,
      `/sign-in/..%2f..${FEATURE}`,
      '/invite/..',
      '/invite/%2e%2e',
      '/invite/..%2fpeople',
      '/invite/a/../../people',
      '//sign-in',
      '//elsewhere/sign-in',
      '/%73ign-in',
      '/people?/sign-in',
      '/people#/sign-in',
      '/_next/image?url=x',
      '/_next/image?url=%2Fapi%2Fv1%2Fdictionaries&w=64&q=75',
      '/_next/../people',
      '/_next/static/../../people',
      '/_next/static/..%2f..%2fpeople',
      '/_next/static/%2E%2e/%2e./people',
      '/_next/static/..\\..\\people',
      '/icon.svg/../people',
      '/icon.svgx',
      `${FEATURE};/sign-in`,
      '/sign-in\\..\\people',
    ]) {
      const { status, headers, body } = await ask(server.url, path)
      const location = headers.location ?? ''
      // an address that Next.js tidies first is asked for again
      const isRefused = status === 404 || (status === 307 && /^\/sign-in(\?next=|$)/.test(location))
      expect([path, status, location, isRefused || status === 308]).toEqual([path, status, location, true])
      expect(body.toString()).not.toMatch(/Top activations|data-person/)
    }
  })

  test('headers that Next.js uses itself open no page', async () => {
    const HEADERS: Record<string, string>[] = [
      { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      { 'x-middleware-subrequest': 'middleware' },
      { 'x-middleware-next': '1' },
      { 'x-middleware-rewrite': FEATURE },
      { 'x-middleware-invoke': '1', 'x-invoke-path': FEATURE },
      { 'x-matched-path': FEATURE, 'x-now-route-matches': '1' },
      { rsc: '1', 'next-router-prefetch': '1' },
      { 'x-nextjs-data': '1' },
      { cookie: 'semascope.session_token=made-up.made-up' },
    ]
    for (const headers of HEADERS)
      for (const path of [FEATURE, `${FEATURE}?_rsc=1`]) {
        const { status, body } = await ask(server.url, path, { headers })
        expect([headers, status]).toEqual([headers, 307])
        expect(body.toString()).not.toContain('Top activations')
      }
    const invited = await ask(server.url, '/sign-in', { headers: { 'x-middleware-rewrite': FEATURE } })
    expect(invited.body.toString()).toContain('Sign in')
  })
})
