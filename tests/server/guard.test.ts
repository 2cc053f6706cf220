import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { isOpenPage } from '@/lib/http/next-path'
import { securityHeaders } from '@/lib/http/security-headers'
import { checkGuarded, declareGuarded } from '@/lib/services/people/exposed'
import { guarded } from '@/server/guard'
import { ask, listen } from '../support/ask'

const allows = vi.fn<(path: string, cookie: string | null | undefined) => Promise<boolean>>()
const answered: (string | undefined)[] = []
const server = createServer(
  (asked, response) =>
    void guarded(async ({ headers }) => {
      answered.push(headers['content-security-policy'] as string | undefined)
      response.end('the page')
    }, allows)(asked, response),
)

beforeAll(() => listen(server))
afterAll(() => server.close())
beforeEach(() => {
  answered.length = 0
  // as mayRead on a server with accounts, for one cookie
  allows.mockImplementation(async (path, cookie) => isOpenPage(path) || cookie === 'known')
})

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await ask(server, path, { headers })
  return { ...answer, text: answer.body.toString() }
}

it('gives a page its headers, and Next.js the policy with the same nonce, whatever policy was sent', async () => {
  const sent = { cookie: 'known', 'content-security-policy': "script-src 'nonce-mine'" }
  const [first, second] = [await get('/d/a/1', sent), await get('/d/a/1', sent)]
  expect(first.text).toBe('the page')
  for (const name of Object.keys(securityHeaders('', false))) expect(first.headers[name]).toBeDefined()
  expect(answered).toEqual([first, second].map(({ headers }) => headers['content-security-policy']))
  expect(answered[0]).toMatch(/'nonce-[\w=]{40,}'/)
  expect(answered[0]).not.toBe(answered[1])
})

it('sends who is not known to signing in, and back', async () => {
  const { status, headers, text } = await get('/search?q=a%20b&_rsc=1x2y3&tab=labels')
  expect(status).toBe(307)
  expect(headers.location).toBe(`/sign-in?next=${encodeURIComponent('/search?q=a%20b&tab=labels')}`)
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['x-frame-options']).toBe('DENY')
  expect(text).not.toContain('the page')
  expect(answered).toEqual([])
})

it('lets nobody by under another name of an open page', async () => {
  for (const path of [
    '/sign-in/../d/a/1',
    '/sign-in/%2e%2e/d/a/1',
    '/invite/..',
    '/invite/%2e%2e',
    '/invite/..%2fpeople',
    '/invite/a/../../people',
    '//sign-in',
    '//elsewhere/sign-in',
    'http://elsewhere/sign-in',
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
  ])
    expect([path, (await get(path)).status]).toEqual([path, 307])
  expect(answered).toEqual([])
})

it('keeps static files and pages of signing in open', async () => {
  for (const path of [
    '/_next/static/chunks/a.js',
    '/icon.svg?icon.1.svg',
    '/sign-in?next=%2F',
    '/invite/aZ-_9',
  ])
    expect([path, (await get(path)).status]).toEqual([path, 200])
})

it('answers nobody when it cannot tell who asks', async () => {
  allows.mockRejectedValue(new Error('no database'))
  const { status, text } = await get('/d/a/1', { cookie: 'known' })
  expect(status).toBe(503)
  expect(text).not.toContain('database')
  expect(answered).toEqual([])
})

it('has built pages refused by a server that does not guard them', () => {
  expect(checkGuarded).toThrow(/semascope serve/)
  declareGuarded()
  expect(checkGuarded).not.toThrow()
})
