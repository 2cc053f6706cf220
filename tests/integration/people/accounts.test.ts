import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { config, configure } from '@/lib/config'
import { changeRole, removePerson, renamePerson, replacePassword } from '@/lib/db/people/accounts'
import { addAuditEntry, listAudit, pruneAudit } from '@/lib/db/people/audit'
import { addInvitation } from '@/lib/db/people/invitations'

import { ROLES, type Role } from '@/lib/domain/person'
import { ask as call } from '../../support/api'
import { provideDatabase, withDatabase } from '../../support/database'
import { cookieOf, makePerson, PASSWORD, resetLimits } from '../../support/people'

const test = withDatabase()
provideDatabase(test)

beforeAll(async () => {
  configure({ AUTH: 'accounts', DATA_DIR: mkdtempSync(path.join(tmpdir(), 'semascope-accounts-')) })
})

afterAll(() => {
  configure({ AUTH: 'local' })
})

beforeEach(() => resetLimits(test.current))

const signIn = (email: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  call('POST /session', { body: { email, password }, headers })
const account = (headers: Record<string, string>) => call('GET /account', { headers })
const sql = (text: string, values: unknown[] = []) => test.current.pool.query(text, values)

async function signedIn(role: Role, name?: string) {
  const person = await makePerson(test.current, role, name)
  const answer = await signIn(person.email)
  expect(answer.status).toBe(200)
  return { person, headers: { cookie: cookieOf(answer) } }
}

describe('a session', () => {
  it('is a cookie that scripts cannot read, over TLS alone where there is TLS', async () => {
    const { email } = await makePerson(test.current, 'reader')
    const [cookie] = (await signIn(email.toUpperCase())).headers.getSetCookie()
    expect(cookie).toMatch(/^semascope\.session_token=/)
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).not.toMatch(/; Secure/i)
    const [overTls] = (
      await signIn(email, PASSWORD, { origin: 'https://localhost:3210' })
    ).headers.getSetCookie()
    expect(overTls).toMatch(/; Secure/i)
  })

  it('answers alike for an unknown address and a wrong password', async () => {
    const { email } = await makePerson(test.current, 'reader')
    const [wrong, unknown] = [await signIn(email, 'not this one'), await signIn('no@example.org')]
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await wrong.text()).toBe(await unknown.text())
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  it('ends by signing out, by a new password and with its account', async () => {
    const { person, headers } = await signedIn('reader')
    expect((await account(headers)).status).toBe(200)
    expect((await call('DELETE /session', { headers })).status).toBe(200)
    expect((await account(headers)).status).toBe(401)
    const again = { cookie: cookieOf(await signIn(person.email)) }
    await replacePassword(test.current, person.id, (await otherHash()) as string)
    expect((await account(again)).status).toBe(401)
    expect((await signIn(person.email)).status).toBe(401)
    const gone = await signedIn('annotator')
    await removePerson(test.current, gone.person.id)
    expect((await account(gone.headers)).status).toBe(401)
    expect((await signIn(gone.person.email)).status).toBe(401)
  })

  it('ends everywhere else when its own password is changed', async () => {
    const { person, headers } = await signedIn('reader')
    const elsewhere = { cookie: cookieOf(await signIn(person.email)) }
    const next = 'another long password'
    const wrong = await call('POST /account/password', {
      body: { current: 'not this one', next },
      headers,
    })
    expect(wrong.status).toBe(403)
    const changed = await call('POST /account/password', { body: { current: PASSWORD, next }, headers })
    expect(changed.status, await changed.clone().text()).toBe(200)
    expect((await account({ cookie: cookieOf(changed) })).status).toBe(200)
    expect((await account(elsewhere)).status).toBe(401)
    expect((await signIn(person.email, next)).status).toBe(200)
  })

  it('ends when its time is over', async () => {
    const { person, headers } = await signedIn('reader')
    await sql(`UPDATE person_session SET expires_at = now() - interval '1 second' WHERE person_id = $1`, [
      person.id,
    ])
    expect((await account(headers)).status).toBe(401)
  })

  it('is signed with a key that only its owner may read', () => {
    const file = path.join(config().dataDir, 'session-secret')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})

async function otherHash() {
  const { rows } = await sql('SELECT password FROM person_credential LIMIT 1')
  return `${rows[0].password.slice(0, -4)}0000`
}

describe('limits', () => {
  it('refuse the eleventh try of a password, with the time to wait, and a right one then too', async () => {
    const { email } = await makePerson(test.current, 'reader')
    for (let at = 0; at < 10; at++) expect((await signIn(email, 'not this one')).status).toBe(401)
    const refused = await signIn(email)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30)
    expect((await refused.json()).error).toMatchObject({
      code: 'rate_limited',
      message: expect.stringMatching(/try again in/),
    })
    const { email: other } = await makePerson(test.current, 'reader')
    expect((await signIn(other)).status).toBe(200)
  })

  it('refuse an account that writes too fast, and it alone', async () => {
    const [busy, calm] = [await signedIn('reader'), await signedIn('reader')]
    const write = ({ headers }: typeof busy) =>
      call('DELETE /account/tokens/{token}', { params: { token: crypto.randomUUID() }, headers })
    let refused: Response | undefined
    for (let at = 0; at < 400 && !refused; at++) {
      const answer = await write(busy)
      if (answer.status === 429) refused = answer
    }
    const wait = Number(refused?.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect((await write(calm)).status).toBe(404)
    expect((await account(busy.headers)).status).toBe(200)
  })
})

describe('an invitation', () => {
  const invite = (changes: object = {}) =>
    addInvitation(test.current, 'Ada', { role: 'annotator', email: null, days: 1, ...changes })
  let guests = 0
  const accept = (token: string, changes: object = {}) =>
    call('POST /invitations/accept', {
      body: {
        token,
        name: `Guest ${++guests}`,
        email: `guest${guests}@example.org`,
        password: PASSWORD,
        ...changes,
      },
    })

  it('makes one account with its role, however many people accept it at once', async () => {
    const { secret } = await invite()
    const answers = await Promise.all(Array.from({ length: 5 }, () => accept(secret)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403])
    const taken = answers.find(({ status }) => status === 200) as Response
    expect(await (await account({ cookie: cookieOf(taken) })).json()).toMatchObject({ role: 'annotator' })
    expect((await accept(secret)).status).toBe(403)
  })

  it('is not used up by a person who may not accept it', async () => {
    const { secret } = await invite({ email: 'only@example.org' })
    const { person } = await signedIn('reader', 'Hypatia')
    expect((await accept(secret)).status).toBe(403)
    const taken = { email: 'only@example.org' }
    expect((await accept(secret, { ...taken, name: 'HYPATIA' })).status).toBe(409)
    expect((await accept(secret, { ...taken, password: 'short' })).status).toBe(422)
    expect((await accept(secret, { ...taken, email: person.email })).status).toBe(403)
    expect((await accept(secret, taken)).status).toBe(200)
  })

  it('cannot be accepted if it has expired, was withdrawn or is made up, and is not stored in plain text', async () => {
    const over = await invite()
    await sql(
      `UPDATE invitation SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE id = $1`,
      [over.invitation.id],
    )
    const { secret, invitation } = await invite()
    await sql('UPDATE invitation SET revoked_at = now() WHERE id = $1', [invitation.id])
    for (const token of [over.secret, secret, 'a'.repeat(43)]) expect((await accept(token)).status).toBe(403)
    const { rows } = await sql('SELECT to_jsonb(i)::text AS text FROM invitation i')
    expect(rows.some(({ text }) => text.includes(secret))).toBe(false)
  })
})

describe('an API token', () => {
  it('acts as its owner, never with more rights than its owner has now', async () => {
    const { person, headers } = await signedIn('admin', 'Noether')
    await signedIn('admin')
    const made = await call('POST /account/tokens', { body: { name: 'sync', role: 'admin' }, headers })
    const { token } = await made.json()
    expect(token).toMatch(/^semascope_[\w-]{43}$/)
    const bearer = { authorization: `Bearer ${token}` }
    expect(await (await account(bearer)).json()).toMatchObject({ name: 'Noether', role: 'admin' })
    await changeRole(test.current, person.id, 'reader')
    expect(await (await account(bearer)).json()).toMatchObject({ role: 'reader' })
    const { items } = await (await call('GET /account/tokens', { headers })).json()
    expect(JSON.stringify(items)).not.toContain(token)
    expect(
      (await call('DELETE /account/tokens/{token}', { params: { token: items[0].id }, headers })).status,
    ).toBe(200)
    expect((await account(bearer)).status).toBe(401)
  })

  it('is refused if its role is above the role of its owner', async () => {
    const { headers } = await signedIn('annotator')
    const made = await call('POST /account/tokens', { body: { name: 'more', role: 'admin' }, headers })
    expect(made.status).toBe(403)
  })
})

describe('accounts', () => {
  it('always have an admin left, also when two are demoted at once', async () => {
    const db = test.current
    await sql(`UPDATE person SET role = 'reader' WHERE role = 'admin'`)
    const [one, two] = [await makePerson(test.current, 'admin'), await makePerson(test.current, 'admin')]
    const outcomes = await Promise.allSettled([changeRole(db, one.id, 'reader'), removePerson(db, two.id)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await sql(`SELECT id FROM person WHERE role = 'admin' AND removed_at IS NULL`)
    expect(rows).toHaveLength(1)
  })

  it('keep every name they had, so that nobody else can sign with it', async () => {
    const db = test.current
    const { person } = await signedIn('annotator', 'Emmy')
    const other = await makePerson(test.current, 'annotator')
    await renamePerson(db, person.id, 'Emmy N.')
    await expect(renamePerson(db, other.id, 'emmy')).rejects.toMatchObject({ code: 'conflict' })
    await renamePerson(db, person.id, 'Emmy')
    await removePerson(db, person.id)
    await expect(renamePerson(db, other.id, 'EMMY N.')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('can be made again for the address of a removed account', async () => {
    const person = await makePerson(test.current, 'reader', 'Twice')
    await removePerson(test.current, person.id)
    await expect(makePerson(test.current, 'reader', 'Twice')).rejects.toMatchObject({ code: 'conflict' })
    await sql('SELECT 1')
  })
})

describe('the database', () => {
  const person = (changes: object = {}) => {
    const row = {
      name: 'X',
      key: 'x',
      email: `${crypto.randomUUID()}@example.org`,
      role: 'reader',
      ...changes,
    }
    return sql('INSERT INTO person (name, name_key, email, role) VALUES ($1, $2, $3, $4)', Object.values(row))
  }

  it.each([
    ['a role of no kind', () => person({ role: 'owner' })],
    ['an empty name', () => person({ name: ' ' })],
    ['an address in capitals', () => person({ email: 'A@EXAMPLE.ORG' })],
    ['an address without a host', () => person({ email: 'a' })],
    ['a name that is nobody’s', () => person({ key: 'nobody has this' })],
    [
      'a name that is another’s',
      async () => person({ key: (await sql('SELECT key FROM person_name LIMIT 1')).rows[0].key }),
    ],
    [
      'a token above its owner',
      async () =>
        sql(
          `INSERT INTO api_token (person_id, name, token_hash, role, expires_at)
           VALUES ($1, 'x', sha256('x'), 'admin', now() + interval '1 day')`,
          [(await makePerson(test.current, 'reader')).id],
        ),
    ],
    [
      'a token without an end',
      async () =>
        sql(
          `INSERT INTO api_token (person_id, name, token_hash, role, expires_at)
           VALUES ($1, 'x', sha256('y'), 'reader', now() + interval '2 years')`,
          [(await makePerson(test.current, 'reader')).id],
        ),
    ],
    [
      'an invitation that is never over',
      () =>
        sql(`INSERT INTO invitation (token_hash, role, created_by, expires_at)
             VALUES (sha256('z'), 'admin', 'Ada', now() + interval '1 year')`),
    ],
    [
      'a secret instead of its hash',
      () =>
        sql(`INSERT INTO invitation (token_hash, role, created_by, expires_at)
             VALUES ('secret', 'admin', 'Ada', now() + interval '1 day')`),
    ],
    [
      'an invitation used by nobody',
      () =>
        sql(`INSERT INTO invitation (token_hash, role, created_by, expires_at, used_at)
             VALUES (sha256('u'), 'admin', 'Ada', now() + interval '1 day', now())`),
    ],
    [
      'a password that is no hash',
      async () =>
        sql(`UPDATE person_credential SET password = 'secret' WHERE person_id = $1`, [
          (await makePerson(test.current, 'reader')).id,
        ]),
    ],
    [
      'an audit entry of no way',
      () =>
        sql(`INSERT INTO audit_entry (who, via, action, target, status) VALUES ('a', 'magic', 'b', '', 200)`),
    ],
  ])('refuses %s', async (_, insert) => {
    await expect(insert()).rejects.toMatchObject({ code: expect.stringMatching(/^23(502|503|505|514)$/) })
  })
})

describe('the audit log', () => {
  const entry = {
    personId: null,
    who: 'Ada',
    via: 'name',
    action: 'POST /x',
    target: '',
    status: 200,
  } as const

  it('has the author, the action, its target and its result, and no secret', async () => {
    const { person, headers } = await signedIn('annotator', 'Logged')
    await signIn(person.email, 'a wrong password')
    await call('POST /account/tokens', { body: { name: 'mine', role: 'reader' }, headers })
    await call('POST /account/tokens', { body: { name: 'mine', role: 'admin' }, headers })
    await call('POST /labels', { body: { dictionary: 'no.such', feature: 3, text: 'my words' }, headers })
    await call('POST /runs/{run}/cancel', { params: { run: 7 }, headers })
    const { items } = await listAudit(test.current, { limit: 6 })
    expect(items.map(({ who, via, action, target, status }) => [who, via, action, target, status])).toEqual([
      ['Logged', 'session', 'POST /api/v1/runs/{run}/cancel', 'run 7', 403],
      ['Logged', 'session', 'POST /api/v1/labels', 'dictionary no.such, feature 3', 404],
      ['Logged', 'session', 'POST /api/v1/account/tokens', 'role admin', 403],
      ['Logged', 'session', 'POST /api/v1/account/tokens', 'role reader', 201],
      [person.email, 'sign-in', 'POST /api/v1/session', '', 401],
      [person.email, 'sign-in', 'POST /api/v1/session', '', 200],
    ])
    const { rows } = await sql('SELECT to_jsonb(a)::text AS text FROM audit_entry a')
    for (const secret of [PASSWORD, 'a wrong password', 'my words', 'semascope_'])
      expect(rows.some(({ text }) => text.includes(secret))).toBe(false)
  })

  it('is kept also without accounts, under the name that was sent', async () => {
    configure({ AUTH: 'local' })
    try {
      expect((await signIn('a@example.org')).status).toBe(404)
      await call('POST /labels', {
        body: { dictionary: 'no.such', feature: 3, text: 'x', author: 'Grace' },
      })
      await call('POST /studies/{study}/next', { params: { study: 99 }, body: { annotator: 'Grace' } })
    } finally {
      configure({ AUTH: 'accounts' })
    }
    const { items } = await listAudit(test.current, { limit: 1 })
    expect(items[0]).toMatchObject({ who: 'Grace', via: 'name', target: 'study 99', status: 404 })
  })

  it('drops entries that are too old or too many, and is read in pages', async () => {
    const db = test.current
    await sql('DELETE FROM audit_entry')
    for (let at = 0; at < 12; at++) await addAuditEntry(db, { ...entry, target: String(at) })
    await sql(`UPDATE audit_entry SET at = now() - interval '500 days' WHERE target = '11'`)
    await pruneAudit(db, { days: 400, entries: 10 })
    const first = await listAudit(db, { limit: 6 })
    expect(first.items.map(({ target }) => target)).toEqual(['10', '9', '8', '7', '6', '5'])
    const rest = await listAudit(db, { before: Number(first.nextCursor), limit: 6 })
    expect(rest.items.map(({ target }) => target)).toEqual(['4', '3', '2'])
    expect(rest.nextCursor).toBeNull()
  })

  it.each(ROLES)('is not for a %s who is not an admin', async (role) => {
    const { headers } = await signedIn(role)
    expect((await call('GET /audit', { headers })).status).toBe(role === 'admin' ? 200 : 403)
  })
})
