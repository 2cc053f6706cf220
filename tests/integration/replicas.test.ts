/** Two web servers over one database, as behind a balancer: neither holds what the other needs. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import type { Child } from '@/scripts/support/children'
import { addressOf, buildPages, startPages, untilAnswering } from '@/scripts/support/next'
import { usablePort } from '@/scripts/support/port'
import { type Answer, ask } from '../support/ask'
import { withDatabase } from '../support/database'
import { makePerson, PASSWORD, resetLimits } from '../support/people'

const HOST = '127.0.0.1'
const DICTIONARY = 'synthetic.replicas'
const FEATURE = `/d/${DICTIONARY}/3`
const test = withDatabase()

interface Replica {
  readonly url: string
  child: Child
  start(): Promise<void>
}

let output = ''
let first: Replica
let second: Replica

async function replica(env: Readonly<Record<string, string>>): Promise<Replica> {
  const port = await usablePort(HOST, 0)
  const url = addressOf(HOST, port)
  const open = () =>
    startPages({ host: HOST, port, env }, (text) => {
      output += text
    })
  const made: Replica = {
    url,
    child: open(),
    async start() {
      made.child = open()
      await untilAnswering(made.child, url)
    },
  }
  await untilAnswering(made.child, url)
  return made
}

beforeAll(async () => {
  await buildPages().done
  await fillSynthetic(test.current, { features: 60, examples: 75, slug: 'replicas', preview: true })
  const env = {
    DATABASE_URL: test.current.url,
    DATA_DIR: mkdtempSync(path.join(tmpdir(), 'semascope-replicas-')),
    AUTH: 'accounts',
  }
  // At once, with a data directory that has no key for sessions yet.
  ;[first, second] = await Promise.all([replica(env), replica(env)])
}, 400_000)

afterAll(async () => {
  await Promise.all([first, second].map((replica) => replica?.child.stop()))
})

const json = ({ body }: Answer) => JSON.parse(body.toString())

function post(
  replica: Replica,
  address: string,
  body: object,
  cookie = '',
  method = 'POST',
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', host: new URL(replica.url).host, cookie }
  return ask(replica.url, `/api/v1${address}`, { method, headers, body: JSON.stringify(body) })
}

const get = (replica: Replica, address: string, cookie = '') =>
  ask(replica.url, address, { headers: { cookie } })

const signIn = (replica: Replica, email: string, password = PASSWORD) =>
  post(replica, '/session', { email, password })

/** Signs a new annotator in at a server; its cookie. */
async function annotator(replica: Replica): Promise<string> {
  const { email } = await makePerson(test.current, 'annotator')
  await resetLimits(test.current)
  const answer = await signIn(replica, email)
  expect(answer.status, `${answer.body}${output}`).toBe(200)
  return (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
}

const comments = async (replica: Replica, cookie: string): Promise<string[]> => {
  const address = `/api/v1/marks?dictionary=${DICTIONARY}&feature=3`
  return json(await get(replica, address, cookie)).comments.map(({ text }: { text: string }) => text)
}

describe('two web servers of one database', () => {
  it('share sessions, on pages and in the API, until a session ends at one of them', async () => {
    const cookie = await annotator(first)
    expect((await get(second, '/api/v1/account', cookie)).status).toBe(200)
    expect((await get(second, FEATURE, cookie)).status).toBe(200)
    expect((await get(second, FEATURE)).headers.location).toMatch(/^\/sign-in\?next=/)
    expect((await post(second, '/session', {}, cookie, 'DELETE')).status).toBe(200)
    expect((await get(first, '/api/v1/account', cookie)).status).toBe(401)
    expect((await get(first, FEATURE, cookie)).status).toBe(307)
  })

  it('read at once what the other server wrote', async () => {
    const cookie = await annotator(first)
    for (let at = 0; at < 6; at++) {
      const [writer, reader] = at % 2 ? [first, second] : [second, first]
      const text = `label ${at}`
      const body = { dictionary: DICTIONARY, feature: 3, text }
      expect((await post(writer, '/labels', body, cookie)).status).toBe(201)
      const { items } = json(await get(reader, `/api/v1/labels?dictionary=${DICTIONARY}&feature=3`, cookie))
      expect(items[0].text).toBe(text)
      const rows = json(await get(reader, `/api/v1/dictionaries/${DICTIONARY}/features?limit=200`, cookie))
      expect(rows.items.map(({ label }: { label: string | null }) => label)).toContain(text)
      expect((await get(reader, FEATURE, cookie)).body.toString()).toContain(text)
    }
  })

  it('share the limit of tries to sign in', async () => {
    await resetLimits(test.current)
    const { email } = await makePerson(test.current, 'reader')
    for (let at = 0; at < 10; at++)
      expect((await signIn(at % 2 ? first : second, email, 'not this one')).status).toBe(401)
    for (const replica of [first, second]) {
      const refused = await signIn(replica, email)
      expect(refused.status).toBe(429)
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(30)
    }
    await resetLimits(test.current)
  })

  it('both show an analysis as soon as it is published', async () => {
    const cookie = await annotator(second)
    const seen = async (replica: Replica) => {
      const { preview, tokens } = json(await get(replica, `/api/v1/dictionaries/${DICTIONARY}`, cookie))
      const list = await get(replica, `/api/v1/dictionaries/${DICTIONARY}/features?limit=200`, cookie)
      return { preview, tokens, features: json(list).items.length }
    }
    const before = await seen(first)
    expect(before).toMatchObject({ preview: true, features: 60 })
    expect(await seen(second)).toEqual(before)
    // What is published writes the same scores of people once more.
    await test.current.pool.query('DELETE FROM annotation')
    await fillSynthetic(test.current, { features: 60, examples: 75, slug: 'replicas', preview: false })
    expect(await seen(first)).toEqual({ ...before, preview: false })
    expect(await seen(second)).toEqual({ ...before, preview: false })
  })

  it('lose nothing acknowledged if one is killed, and the other still answers', async () => {
    const cookie = await annotator(first)
    const acknowledged: string[] = []
    let isOver = false
    const writer = async (own: number) => {
      for (let at = 0; !isOver; at++) {
        const text = `comment ${own}.${at}`
        const body = { dictionary: DICTIONARY, feature: 3, text }
        const answer = await post(first, '/comments', body, cookie).catch(() => undefined)
        if (answer?.status === 201) acknowledged.push(text)
        else isOver = true
      }
    }
    const writers = Promise.all([0, 1, 2, 3].map(writer))
    await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(20)
    first.child.kill()
    await writers
    const kept = new Set(await comments(second, cookie))
    expect(acknowledged.filter((text) => !kept.has(text))).toEqual([])
    expect((await get(second, FEATURE, cookie)).status).toBe(200)
    await first.start()
    expect((await get(first, FEATURE, cookie)).status).toBe(200)
    expect(new Set(await comments(first, cookie))).toEqual(kept)
  })
})
