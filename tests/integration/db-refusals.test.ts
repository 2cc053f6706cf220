import { expect, it } from 'vitest'
import { assemble } from '@/lib/db/database'
import { createPool } from '@/lib/db/pool'
import { isUnavailable } from '@/lib/db/refusals'
import { withDatabase } from '../support/database'

const test = withDatabase()

/** Returns what a promise rejects with. */
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

it('recognises a missing server from the errors of pg and of Prisma', async () => {
  const url = 'postgres://nobody@127.0.0.1:9/none'
  const away = assemble(url, createPool(url))
  expect(isUnavailable(await failureOf(away.pool.query('SELECT 1')))).toBe(true)
  expect(isUnavailable(await failureOf(away.prisma.study.findMany()))).toBe(true)
  expect(isUnavailable(await failureOf(away.prisma.$transaction(async (tx) => tx.study.count())))).toBe(true)
  await away.close()
})

it('recognises a connection that the server ends in the middle of a transaction', async () => {
  const { pool, prisma } = test.current
  const cut = prisma.$transaction(async (tx) => {
    const [{ pid }] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    await pool.query('SELECT pg_terminate_backend($1)', [pid])
    await tx.study.findMany()
  })
  expect(isUnavailable(await failureOf(cut))).toBe(true)
})

it('tells these errors from those of a wrong statement and of a missing row', async () => {
  const { pool, prisma } = test.current
  expect(isUnavailable(await failureOf(pool.query('SELECT nothing_of_the_kind')))).toBe(false)
  expect(isUnavailable(await failureOf(prisma.study.findUniqueOrThrow({ where: { id: -1 } })))).toBe(false)
  expect(isUnavailable('a text')).toBe(false)
})
