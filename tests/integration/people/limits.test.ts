import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createPool } from '@/lib/db/pool'
import { limitPasswords, limitWrites } from '@/lib/services/people/limits'
import { withDatabase } from '../../support/database'
import { resetLimits } from '../../support/people'

const test = withDatabase()
beforeEach(() => resetLimits(test.current))

const REFUSED = { code: 'rate_limited', details: { retryAfter: expect.any(Number) } }
const address = '10.0.0.1'

/** Points used up by limit, of all keys together. */
async function used(): Promise<Record<string, number>> {
  const { rows } = await test.current.pool.query<{ name: string; points: string }>(
    `SELECT split_part(key, ':', 1) AS name, sum(points) AS points FROM rate_limit GROUP BY 1`,
  )
  return Object.fromEntries(rows.map(({ name, points }) => [name, Number(points)]))
}

/** Calls until it is refused; how often it was not. */
async function countUntilRefused(action: () => Promise<unknown>, most = 400): Promise<number> {
  for (let count = 0; count < most; count++) {
    try {
      await action()
    } catch (error) {
      expect(error).toMatchObject(REFUSED)
      return count
    }
  }
  return most
}

describe('passwords', () => {
  it('may be tried ten times for an e-mail address from an address', async () => {
    const { pool } = test.current
    const tries = () => limitPasswords(pool, { address, email: 'a@example.org' })
    expect(await countUntilRefused(tries)).toBe(10)
    await expect(limitPasswords(pool, { address: '10.0.0.2', email: 'a@example.org' })).resolves.toBeDefined()
    await expect(limitPasswords(pool, { address, email: 'b@example.org' })).resolves.toBeDefined()
  })

  it('may be tried fifty times for an e-mail address from anywhere', async () => {
    const tries = () => limitPasswords(test.current.pool, { address: randomUUID(), email: 'a@example.org' })
    expect(await countUntilRefused(tries)).toBe(50)
  })

  it('may be tried a hundred times from an address', async () => {
    const tries = () => limitPasswords(test.current.pool, { address, email: `${randomUUID()}@example.org` })
    expect(await countUntilRefused(tries)).toBe(100)
  })

  it('may be tried three hundred times by everybody; then nothing more is written', async () => {
    const { pool } = test.current
    const tries = () => limitPasswords(pool, { address: randomUUID(), email: `${randomUUID()}@example.org` })
    expect(await countUntilRefused(tries)).toBe(300)
    const before = await used()
    await expect(tries()).rejects.toMatchObject(REFUSED)
    expect(await used()).toEqual(before)
  })

  it('that are refused do not use up what others share', async () => {
    const { pool } = test.current
    for (let at = 0; at < 30; at++)
      await limitPasswords(pool, { address, email: 'a@example.org' }).catch(() => undefined)
    const { pair: _, ...wider } = await used()
    expect(wider).toEqual({ email: 10, address: 10, all: 10 })
  })

  it('that were right are forgotten, for the two addresses together', async () => {
    const { pool } = test.current
    const tries = () => limitPasswords(pool, { address, email: 'a@example.org' })
    for (let at = 0; at < 8; at++) await tries()
    await (await tries())()
    expect(await countUntilRefused(tries)).toBe(10)
  })

  it('leave nobody’s address in the database', async () => {
    await limitPasswords(test.current.pool, { address, email: 'a@example.org' })
    const { rows } = await test.current.pool.query<{ key: string }>('SELECT key FROM rate_limit')
    expect(rows).toHaveLength(4)
    for (const { key } of rows) expect(key).not.toMatch(/10\.0\.0\.1|example/)
  })

  it('of any length can be counted', async () => {
    const email = `${'a'.repeat(400)}@example.org`
    await expect(limitPasswords(test.current.pool, { address, email })).resolves.toBeDefined()
  })
})

describe('a limit', () => {
  it('is one for all servers of a database, however many ask at once', async () => {
    const other = createPool(test.current.url)
    try {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 40 }, (_, at) =>
          limitPasswords(at % 2 ? other : test.current.pool, { address, email: 'a@example.org' }),
        ),
      )
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    } finally {
      await other.end()
    }
  })

  it('ends with its window', async () => {
    const { pool } = test.current
    const writes = () => limitWrites(pool, 'ada')
    expect(await countUntilRefused(writes)).toBe(300)
    await limitWrites(pool, 'grace')
    await pool.query('UPDATE rate_limit SET expire = expire - 61000')
    await writes()
    expect(await used()).toEqual({ write: 2 })
  })
})
