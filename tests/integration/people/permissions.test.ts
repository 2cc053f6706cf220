/**
 * Every write of the contract, tried as nobody, as each role, with tokens and from a foreign origin: only what the
 * table allows succeeds, and what is refused changes nothing. A write that the table lacks fails the test.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import { configure } from '@/lib/config'
import type { QueueAnswer } from '@/lib/contract/studies'
import { addInvitation } from '@/lib/db/people/invitations'
import { addToken } from '@/lib/db/people/tokens'
import { mayAs, ROLES, type Role } from '@/lib/domain/person'
import { ask, keyOf, operations, type Sent } from '../../support/api'
import { provideDatabase, withDatabase } from '../../support/database'
import { cookieOf, makePerson, PASSWORD, resetLimits, type TestPerson } from '../../support/people'
import { answersOn } from '../../support/study'

const test = withDatabase()
provideDatabase(test)
const FEATURE = { dictionary: 'synthetic.a', feature: 3 }
const RUBRIC = {
  interpretation: 'months',
  confidence: 2,
  activationConsistency: 5,
  logitConsistency: 2,
  separation: null,
  specificity: 3,
}

interface Actor {
  readonly person: TestPerson
  readonly headers: Record<string, string>
}

let people: Record<Role, Actor>
let tokens: Record<Role, Record<string, string>>

async function signIn(person: TestPerson): Promise<Actor> {
  await resetLimits(test.current)
  const answer = await ask('POST /session', { body: { email: person.email, password: PASSWORD } })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return { person, headers: { cookie: cookieOf(answer) } }
}

const fresh = async (role: Role) => signIn(await makePerson(test.current, role))

beforeAll(async () => {
  configure({ AUTH: 'accounts', DATA_DIR: mkdtempSync(path.join(tmpdir(), 'semascope-permissions-')) })
  await fillSynthetic(test.current, { features: 60, examples: 75, slug: 'a', preview: false })
  people = Object.fromEntries(
    await Promise.all(ROLES.map(async (role) => [role, await fresh(role)])),
  ) as never
  tokens = Object.fromEntries(
    await Promise.all(
      ROLES.map(async (role) => {
        const { secret } = await addToken(test.current, people[role].person, {
          name: 'all',
          role,
          days: 1,
        })
        return [role, { authorization: `Bearer ${secret}` }]
      }),
    ),
  ) as never
})

afterAll(() => {
  configure({ AUTH: 'local' })
})

beforeEach(() => resetLimits(test.current))

async function insert(sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await test.current.pool.query<{ id: number }>(sql, values)
  return rows[0].id
}

const newRun = (status: string) =>
  insert(
    `INSERT INTO run (kind, title, status, settings) VALUES ('analysis', 'a run', $1, '{}') RETURNING id`,
    [status],
  )

const STUDY = {
  name: 'Round',
  sources: [{ dictionary: 'synthetic.a', role: 'features' }],
  itemsEach: 3,
  annotators: 20,
}

async function newStudy(itemsEach = 3): Promise<number> {
  const answer = await ask('POST /studies', {
    body: { ...STUDY, itemsEach },
    headers: people.admin.headers,
  })
  expect(answer.status, await answer.clone().text()).toBe(201)
  return (await answer.json()).id
}

async function take(study: number, actor: Actor) {
  const answer = await ask('POST /studies/{study}/next', {
    params: { study },
    body: {},
    headers: actor.headers,
  })
  expect(answer.status, await answer.clone().text()).toBe(200)
  const { item } = (await answer.json()) as QueueAnswer
  if (!item) throw new Error('nothing to score')
  return item
}

let shared: Promise<number> | undefined

/** A study that all tries of the queue share. */
function queue(): Promise<number> {
  shared ??= newStudy(50)
  return shared
}

/** What a route of the queue needs: an item in hand, if the actor can have one. */
async function inHand(
  actor: Actor | null,
  body: (item: NonNullable<QueueAnswer['item']>) => object,
): Promise<Sent> {
  const study = await queue()
  const holds = actor && mayAs(actor.person.role, 'annotator') ? actor : people.annotator
  return { params: { study }, body: body(await take(study, holds)) }
}

/** Has an actor write something first, or whoever may. */
async function written(actor: Actor | null, key: string, body: object) {
  const writer = actor && mayAs(actor.person.role, 'annotator') ? actor : people.annotator
  const answer = await ask(key, { body, headers: writer.headers })
  expect(answer.status, await answer.clone().text()).toBe(201)
  return answer.json()
}

const newList = async (actor: Actor | null): Promise<string> =>
  (await written(actor, 'POST /lists', { name: 'Months' })).list.slug

async function newEntry(actor: Actor | null): Promise<{ list: string; entry: number }> {
  const list = await newList(actor)
  const writer = actor && mayAs(actor.person.role, 'annotator') ? actor : people.annotator
  const key = 'POST /lists/{list}/entries'
  const answer = await ask(key, { params: { list }, body: FEATURE, headers: writer.headers })
  return { list, entry: (await answer.json()).list.items[0].id }
}

interface Rule {
  readonly needs: Role | 'nobody'
  /** Not with a token. */
  readonly session?: true
  /** The answer when allowed; 200 unless told otherwise. */
  readonly status?: number
  readonly sent: (actor: Actor | null) => Promise<Sent> | Sent
  /** A new account for each try, for what ends or changes a session. */
  readonly alone?: true
}

const RULES: Readonly<Record<string, Rule>> = {
  'POST /annotations': {
    needs: 'annotator',
    status: 201,
    sent: () => ({ body: { ...FEATURE, ...RUBRIC } }),
  },
  'POST /labels': {
    needs: 'annotator',
    status: 201,
    sent: () => ({ body: { ...FEATURE, text: 'months' } }),
  },
  'DELETE /labels/{label}': {
    needs: 'annotator',
    sent: async (actor) => {
      const items = await written(actor, 'POST /labels', { ...FEATURE, text: `label ${randomUUID()}` })
      return { params: { label: items.items[0].id }, body: {} }
    },
  },
  'POST /stars': { needs: 'annotator', sent: () => ({ body: { ...FEATURE, starred: true } }) },
  'POST /tags': {
    needs: 'annotator',
    status: 201,
    sent: () => ({ body: { ...FEATURE, tag: `t ${randomUUID().slice(0, 8)}` } }),
  },
  'DELETE /tags/{tag}': {
    needs: 'annotator',
    sent: async (actor) => {
      const tag = `t ${randomUUID().slice(0, 8)}`
      const { marks } = await written(actor, 'POST /tags', { ...FEATURE, tag })
      return {
        params: { tag: marks.tags.find((found: { tag: string }) => found.tag === tag).by[0].id },
        body: {},
      }
    },
  },
  'POST /comments': {
    needs: 'annotator',
    status: 201,
    sent: () => ({ body: { ...FEATURE, text: `comment ${randomUUID()}` } }),
  },
  'DELETE /comments/{comment}': {
    needs: 'annotator',
    sent: async (actor) => {
      const { marks } = await written(actor, 'POST /comments', { ...FEATURE, text: `c ${randomUUID()}` })
      return { params: { comment: marks.comments[0].id }, body: {} }
    },
  },
  'POST /lists': { needs: 'annotator', status: 201, sent: () => ({ body: { name: 'Months' } }) },
  'PATCH /lists/{list}': {
    needs: 'annotator',
    sent: async (actor) => ({ params: { list: await newList(actor) }, body: { name: 'Days' } }),
  },
  'DELETE /lists/{list}': {
    needs: 'annotator',
    sent: async (actor) => ({ params: { list: await newList(actor) }, body: {} }),
  },
  'POST /lists/{list}/entries': {
    needs: 'annotator',
    status: 201,
    sent: async (actor) => ({ params: { list: await newList(actor) }, body: FEATURE }),
  },
  'POST /lists/{list}/features': {
    needs: 'annotator',
    sent: async (actor) => ({ params: { list: await newList(actor) }, body: { features: [FEATURE] } }),
  },
  'PATCH /lists/{list}/entries/{entry}': {
    needs: 'annotator',
    sent: async (actor) => ({ params: await newEntry(actor), body: { note: 'see this' } }),
  },
  'DELETE /lists/{list}/entries/{entry}': {
    needs: 'annotator',
    sent: async (actor) => ({ params: await newEntry(actor), body: {} }),
  },
  'POST /changes/{change}/undo': {
    needs: 'annotator',
    sent: async (actor) => {
      const { change } = await written(actor, 'POST /comments', { ...FEATURE, text: `u ${randomUUID()}` })
      return { params: { change }, body: {} }
    },
  },
  'POST /changes/undo': {
    needs: 'annotator',
    sent: async (actor) => {
      const { change } = await written(actor, 'POST /comments', { ...FEATURE, text: `u ${randomUUID()}` })
      return { body: { changes: [change] } }
    },
  },
  // Reads only: the dictionary has no weights here, which is found out after the role was looked at.
  'POST /inspect': {
    needs: 'reader',
    status: 404,
    sent: () => ({ body: { dictionary: 'nothing.here', text: 'a' } }),
  },
  'POST /runs/{run}/cancel': {
    needs: 'admin',
    sent: async () => ({ params: { run: await newRun('queued') } }),
  },
  // The run has settings of no kind, which is found out after the role was looked at.
  'POST /runs/{run}/retry': {
    needs: 'admin',
    sent: async () => ({ params: { run: await newRun('failed') } }),
  },
  'POST /studies': { needs: 'admin', status: 201, sent: () => ({ body: STUDY }) },
  'POST /studies/{study}/close': {
    needs: 'admin',
    sent: async () => ({ params: { study: await newStudy() }, body: {} }),
  },
  'POST /studies/{study}/next': {
    needs: 'annotator',
    sent: async () => ({ params: { study: await queue() }, body: {} }),
  },
  'POST /studies/{study}/drafts': {
    needs: 'annotator',
    sent: (actor) =>
      inHand(actor, (item) => {
        const { submission: _, item: __, milliseconds, annotator: ___, ...draft } = answersOn(item, '')
        return { item: item.id, draft, milliseconds }
      }),
  },
  'POST /studies/{study}/scores': {
    needs: 'annotator',
    status: 201,
    sent: (actor) => inHand(actor, (item) => answersOn(item, 'somebody else')),
  },
  'POST /studies/{study}/skips': {
    needs: 'annotator',
    sent: (actor) =>
      inHand(actor, (item) => ({ item: item.id, reason: 'unreadable', note: '', milliseconds: 5 })),
  },
  'POST /studies/{study}/undo': {
    needs: 'annotator',
    sent: (actor) => inHand(actor, (item) => ({ item: item.id })),
  },
  'POST /session': {
    needs: 'nobody',
    sent: () => ({ body: { email: people.reader.person.email, password: PASSWORD } }),
  },
  'DELETE /session': { needs: 'reader', session: true, alone: true, sent: () => ({}) },
  'PATCH /account': {
    needs: 'reader',
    session: true,
    alone: true,
    sent: () => ({ body: { name: `Renamed ${randomUUID()}` } }),
  },
  'POST /account/password': {
    needs: 'reader',
    session: true,
    alone: true,
    sent: () => ({ body: { current: PASSWORD, next: 'another long password' } }),
  },
  'POST /account/tokens': {
    needs: 'reader',
    session: true,
    status: 201,
    sent: () => ({ body: { name: randomUUID() } }),
  },
  'DELETE /account/tokens/{token}': {
    needs: 'reader',
    session: true,
    sent: async (actor) => {
      const owner = actor?.person ?? people.reader.person
      const { token } = await addToken(test.current, owner, {
        name: randomUUID(),
        role: 'reader',
        days: 1,
      })
      return { params: { token: token.id } }
    },
  },
  'PATCH /people/{person}': {
    needs: 'admin',
    session: true,
    sent: async () => ({
      params: { person: (await makePerson(test.current, 'reader')).id },
      body: { role: 'annotator' },
    }),
  },
  'DELETE /people/{person}': {
    needs: 'admin',
    session: true,
    sent: async () => ({ params: { person: (await makePerson(test.current, 'reader')).id } }),
  },
  'POST /invitations': {
    needs: 'admin',
    session: true,
    status: 201,
    sent: () => ({ body: { role: 'reader' } }),
  },
  'DELETE /invitations/{invitation}': {
    needs: 'admin',
    session: true,
    sent: async () => {
      const { invitation } = await addInvitation(test.current, 'Ada', {
        role: 'reader',
        email: null,
        days: 1,
      })
      return { params: { invitation: invitation.id } }
    },
  },
  'POST /invitations/accept': {
    needs: 'nobody',
    sent: async () => {
      const { secret } = await addInvitation(test.current, 'Ada', {
        role: 'reader',
        email: null,
        days: 1,
      })
      const name = `Guest ${randomUUID()}`
      return { body: { token: secret, name, email: `${randomUUID()}@example.org`, password: PASSWORD } }
    },
  },
}

/** What changes when any row that people write comes, goes or changes: computed tables and the log left out. */
async function state(): Promise<string> {
  const { pool } = test.current
  tables ??= pool
    .query<{ name: string }>(
      `SELECT quote_ident(relname) AS name FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT relispartition
          AND relname NOT IN ('audit_entry', 'sequence', 'document', 'token', 'corpus_token', 'rate_limit')
        ORDER BY 1`,
    )
    .then(({ rows }) => rows.map(({ name }) => name))
  const texts = (await tables).map((name) =>
    // a refused token was still used
    name === 'api_token'
      ? `(SELECT count(*) || '/' || count(revoked_at) FROM ${name})`
      : `(SELECT count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM ${name})`,
  )
  const { rows } = await pool.query<Record<string, string>>(
    `SELECT ${texts.map((text, at) => `${text} AS t${at}`).join()}`,
  )
  return Object.entries(rows[0]).join('\n')
}
let tables: Promise<string[]> | undefined

const isWrite = ({ method }: { method: string }) => method !== 'GET'
const CASES = Object.entries(RULES)

describe('the table', () => {
  it('has every write of the contract, and no other', () => {
    const found = operations().filter(isWrite)
    expect(found.map(keyOf).sort()).toEqual(Object.keys(RULES).sort())
  })
})

async function actorFor(rule: Rule, role: Role): Promise<Actor> {
  return rule.alone ? fresh(role) : people[role]
}

describe.each(CASES)('%s', (key, rule) => {
  const refused = async (sent: Sent, headers: Record<string, string>, status: number) => {
    const before = await state()
    const answer = await ask(key, { ...sent, headers })
    expect(answer.status, await answer.clone().text()).toBe(status)
    expect(await answer.json()).toHaveProperty('error.message')
    expect(await state()).toBe(before)
  }
  const allowed = async (sent: Sent, headers: Record<string, string>) => {
    const answer = await ask(key, { ...sent, headers })
    expect(answer.status, await answer.clone().text()).toBe(rule.status ?? 200)
  }

  it('as nobody', async () => {
    const sent = await rule.sent(null)
    if (rule.needs === 'nobody') await allowed(sent, {})
    else await refused(sent, {}, 401)
  })

  it.each(ROLES)('as %s', async (role) => {
    const actor = await actorFor(rule, role)
    const sent = await rule.sent(actor)
    if (rule.needs === 'nobody' || mayAs(role, rule.needs)) await allowed(sent, actor.headers)
    else await refused(sent, actor.headers, 403)
  })

  it.each(ROLES)('with a token of a %s', async (role) => {
    const sent = await rule.sent(people[role])
    if (rule.needs === 'nobody') await allowed(sent, tokens[role])
    else if (rule.session || !mayAs(role, rule.needs)) await refused(sent, tokens[role], 403)
    else await allowed(sent, tokens[role])
  })

  it('with a forged session and a forged token', async () => {
    if (rule.needs === 'nobody') return
    const sent = await rule.sent(null)
    const [name, value] = people.admin.headers.cookie.split('=')
    await refused(sent, { cookie: `${name}=${value.slice(0, -6)}AAAAAA` }, 401)
    await refused(sent, { ...people.admin.headers, authorization: `Bearer semascope_${'a'.repeat(43)}` }, 401)
  })

  it('from a foreign origin, another site, an unknown host or a form', async () => {
    const actor = await actorFor(rule, 'admin')
    const sent = await rule.sent(actor)
    await refused(sent, { ...actor.headers, origin: 'https://evil.example' }, 403)
    await refused(sent, { ...actor.headers, 'sec-fetch-site': 'cross-site' }, 403)
    await refused(sent, { ...actor.headers, host: 'evil.example', origin: 'http://evil.example' }, 403)
    await refused(sent, { ...actor.headers, 'content-type': 'text/plain' }, 422)
  })
})

describe("another's", () => {
  const other = (role: Role) => fresh(role)

  it.each([
    ['DELETE /labels/{label}', 403],
    ['DELETE /tags/{tag}', 403],
    ['DELETE /comments/{comment}', 403],
    ['PATCH /lists/{list}', 403],
    ['DELETE /lists/{list}', 403],
    ['POST /lists/{list}/entries', 403],
    ['POST /lists/{list}/features', 403],
    ['PATCH /lists/{list}/entries/{entry}', 403],
    ['DELETE /lists/{list}/entries/{entry}', 403],
    ['POST /changes/{change}/undo', 403],
    ['POST /changes/undo', 403],
  ])('%s is refused, whatever name is sent', async (key, status) => {
    const [owner, stranger] = await Promise.all([other('annotator'), other('annotator')])
    const sent = await RULES[key].sent(owner)
    const before = await state()
    const body = { ...(sent.body as object), person: owner.person.name }
    for (const actor of [stranger, people.admin]) {
      const answer = await ask(key, { ...sent, body, headers: actor.headers })
      expect(answer.status, await answer.text()).toBe(status)
      expect(await state()).toBe(before)
    }
    const own = await ask(key, { ...sent, headers: owner.headers })
    expect(own.status, await own.text()).toBe(RULES[key].status ?? 200)
  })

  it('annotation stays when somebody signs with their name', async () => {
    const [owner, stranger] = await Promise.all([other('annotator'), other('annotator')])
    const write = (actor: Actor, confidence: number) =>
      ask('POST /annotations', {
        body: { ...FEATURE, feature: 4, ...RUBRIC, confidence, annotator: owner.person.name },
        headers: actor.headers,
      })
    expect((await write(owner, 3)).status).toBe(201)
    const { items } = await (await write(stranger, 0)).json()
    const scores = Object.fromEntries(
      items.map(({ annotator, confidence }: { annotator: string; confidence: number }) => [
        annotator,
        confidence,
      ]),
    )
    expect(scores).toEqual({ [owner.person.name]: 3, [stranger.person.name]: 0 })
  })

  it.each(['drafts', 'scores', 'skips', 'undo'])('item cannot be written to: %s', async (what) => {
    const [owner, stranger] = await Promise.all([other('annotator'), other('annotator')])
    const key = `POST /studies/{study}/${what}`
    const sent = await RULES[key].sent(owner)
    const before = await state()
    const body = { ...(sent.body as object), annotator: owner.person.name }
    const answer = await ask(key, { ...sent, body, headers: stranger.headers })
    expect(answer.status, await answer.text()).toBe(404)
    expect(await state()).toBe(before)
  })

  it('finished item cannot be undone', async () => {
    const [owner, stranger] = await Promise.all([other('annotator'), other('annotator')])
    const sent = await RULES['POST /studies/{study}/scores'].sent(owner)
    const scored = await ask('POST /studies/{study}/scores', { ...sent, headers: owner.headers })
    expect(scored.status).toBe(201)
    const { item } = sent.body as { item: string }
    const undo = (actor: Actor) =>
      ask('POST /studies/{study}/undo', {
        ...sent,
        body: { item, annotator: owner.person.name },
        headers: actor.headers,
      })
    expect((await undo(stranger)).status).toBe(404)
    expect((await undo(owner)).status).toBe(200)
  })

  it('token cannot be revoked, not even by an admin, nor be seen', async () => {
    const owner = await other('reader')
    const { params } = await RULES['DELETE /account/tokens/{token}'].sent(owner)
    for (const actor of [people.annotator, people.admin]) {
      const answer = await ask('DELETE /account/tokens/{token}', {
        params: params ?? {},
        headers: actor.headers,
      })
      expect(answer.status).toBe(404)
      const list = await ask('GET /account/tokens', { headers: actor.headers })
      expect(await list.text()).not.toContain(String(params?.token))
    }
  })

  it('progress is not shown to others', async () => {
    const [owner, stranger] = await Promise.all([other('annotator'), other('annotator')])
    const study = await newStudy()
    const skip = { item: (await take(study, owner)).id, reason: 'unreadable', note: '', milliseconds: 5 }
    await ask('POST /studies/{study}/skips', {
      params: { study },
      body: skip,
      headers: owner.headers,
    })
    const read = async (actor: Actor) =>
      (
        await ask('GET /studies/{study}', {
          params: { study },
          query: `?annotator=${encodeURIComponent(owner.person.name)}`,
          headers: actor.headers,
        })
      ).json()
    const [own, foreign] = [await read(owner), await read(stranger)]
    expect([own.mine.skipped, foreign.mine.skipped]).toEqual([1, 0])
  })
})

const READS_OF_ADMINS = ['/people', '/invitations', '/audit']

describe('reading', () => {
  it('needs signing in, except for the health of the server', async () => {
    const reads = operations().filter((operation) => !isWrite(operation))
    expect(reads.length).toBeGreaterThan(20)
    for (const read of reads) {
      const nobody = await ask(keyOf(read))
      expect(nobody.status, read.path).toBe(read.path === '/health' ? 200 : 401)
      const reader = await ask(keyOf(read), { headers: people.reader.headers })
      expect(reader.status === 403, read.path).toBe(READS_OF_ADMINS.includes(read.path))
    }
  })

  it.each(['results', 'export'])(
    '%s of an open study is for nobody, of a closed one for readers',
    async (what) => {
      const study = await newStudy()
      const sent = { params: { study }, query: what === 'export' ? '?format=csv' : '' }
      const read = (actor: Actor) => ask(`GET /studies/{study}/${what}`, { ...sent, headers: actor.headers })
      const item = await take(study, people.annotator)
      const score = { ...sent, query: '', body: answersOn(item, ''), headers: people.annotator.headers }
      expect((await ask('POST /studies/{study}/scores', score)).status).toBe(201)
      for (const role of ROLES) expect((await read(people[role])).status, role).toBe(403)
      const close = { params: { study }, body: {}, headers: people.admin.headers }
      expect((await ask('POST /studies/{study}/close', close)).status).toBe(200)
      for (const role of ROLES) expect((await read(people[role])).status, role).toBe(200)
    },
  )
})
