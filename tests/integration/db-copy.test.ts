import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CopyColumn, copyRows } from '@/lib/db/copy'
import { COLUMN_TYPES } from '@/lib/db/copy/encoders'
import { SemascopeError } from '@/lib/errors'
import { withDatabase } from '../support/database'

const db = withDatabase({ empty: true })
let client: PoolClient

const COLUMNS: CopyColumn[] = COLUMN_TYPES.map((type) => ({ name: `c ${type}`, type }))
const list = COLUMNS.map(({ name }) => `"${name}"`)

beforeAll(async () => {
  client = await db.current.pool.connect()
  await client.query(
    `CREATE TABLE every ("id" int4 PRIMARY KEY, ${COLUMNS.map((c, i) => `${list[i]} ${c.type}`)})`,
  )
})
afterAll(() => client?.release())

const ROW = {
  int2: -32768,
  int4: 2147483647,
  int8: -9007199254740991,
  float4: 0.1,
  float8: 0.1,
  bool: true,
  text: 'quote " \\ tab\t\u{1f600} ü',
  bytea: Buffer.from([0, 255, 10, 92]),
  jsonb: { a: [1, null, '\\N'], b: 'é' },
  timestamptz: new Date('1999-02-03T04:05:06.789Z'),
  'int2[]': [1, -2],
  'int4[]': [],
  'int8[]': [1, 9007199254740991],
  'float4[]': [1.5, null, -0.25],
  'float8[]': [1e300, 5e-324],
}

describe('copyRows', () => {
  it('round-trips every type, and NULL in every column', async () => {
    const values = COLUMN_TYPES.map((type) => ROW[type])
    const columns: CopyColumn[] = [{ name: 'id', type: 'int4' }, ...COLUMNS]
    const written = await copyRows(client, 'every', columns, [
      [1, ...values],
      [2, ...values.map(() => null)],
      [3, ...values.map(() => undefined)],
    ])
    expect(written).toBe(3)
    const { rows } = await client.query(`SELECT ${list} FROM every ORDER BY id`)
    expect(Object.values(rows[0])).toEqual(values)
    for (const row of rows.slice(1)) expect(Object.values(row)).toEqual(values.map(() => null))
  })

  it('agrees with what the server makes of SQL literals', async () => {
    const { rows } = await client.query(`
      SELECT "c float4" = 0.1::float4 AS f4, "c float8" = 0.1::float8 AS f8, "c bytea" = '\\x00ff0a5c'::bytea AS b,
        "c timestamptz" = '1999-02-03 04:05:06.789+00'::timestamptz AS t, "c jsonb"->>'b' = 'é' AS j,
        "c int4[]" = '{}'::int4[] AS e, array_ndims("c int2[]") = 1 AS n, "c float4[]"[2] IS NULL AS x
      FROM every WHERE id = 1`)
    expect(Object.values(rows[0])).toEqual(Array(8).fill(true))
  })

  it('takes typed arrays and bigints', async () => {
    await client.query(
      'CREATE TEMP TABLE typed (a int2[], b int4[], c int8[], d float4[], e float8[], f int8)',
    )
    const columns: CopyColumn[] = [
      { name: 'a', type: 'int2[]' },
      { name: 'b', type: 'int4[]' },
      { name: 'c', type: 'int8[]' },
      { name: 'd', type: 'float4[]' },
      { name: 'e', type: 'float8[]' },
      { name: 'f', type: 'int8' },
    ]
    const row = [
      Int16Array.of(-5),
      Int32Array.of(1, 2),
      BigInt64Array.of(3n),
      Float32Array.of(0.5),
      Float64Array.of(0.1),
      7n,
    ]
    await copyRows(client, 'typed', columns, [row])
    const { rows } = await client.query('SELECT * FROM typed')
    expect(rows[0]).toEqual({ a: [-5], b: [1, 2], c: [3], d: [0.5], e: [0.1], f: 7 })
  })

  it.each([
    ['float4', Number.NaN],
    ['float8', Number.POSITIVE_INFINITY],
    ['float4', 1e39],
    ['int2', 40000],
    ['int4', 1.5],
    ['int8', 2 ** 60],
    ['int4', '7'],
    ['text', 'a\0b'],
    ['float4[]', Float32Array.of(1, Number.NaN)],
    ['int4[]', 5],
    ['timestamptz', new Date(Number.NaN)],
  ] as const)('refuses %s %s, naming the column, and keeps nothing', async (type, value) => {
    await client.query('DROP TABLE IF EXISTS bad')
    await client.query(`CREATE TEMP TABLE bad (id int4, v ${type})`)
    const columns: CopyColumn[] = [
      { name: 'id', type: 'int4' },
      { name: 'v', type },
    ]
    const copying = copyRows(client, 'bad', columns, [
      [1, null],
      [2, value],
    ])
    await expect(copying).rejects.toThrow(/^bad\.v: /)
    await expect(copying).rejects.toBeInstanceOf(SemascopeError)
    expect((await client.query('SELECT 1 FROM bad')).rowCount).toBe(0)
  })

  it('passes on what the server refuses, and the connection stays usable', async () => {
    const columns: CopyColumn[] = [{ name: 'id', type: 'int4' }]
    await expect(copyRows(client, 'every', columns, [[1]])).rejects.toThrow(/every_pkey/)
    await expect(copyRows(client, 'every', columns, [[null]])).rejects.toThrow(/"id"/)
    await expect(copyRows(client, 'no_such_table', columns, [[1]])).rejects.toThrow(/no_such_table/)
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  it('passes on an error of its source, and refuses a row of the wrong width', async () => {
    const source = async function* () {
      yield [10]
      throw new Error('the source broke')
    }
    const columns: CopyColumn[] = [{ name: 'id', type: 'int4' }]
    await expect(copyRows(client, 'every', columns, source())).rejects.toThrow('the source broke')
    await expect(copyRows(client, 'every', columns, [[11, 12]])).rejects.toThrow('2 values for 1 columns')
    expect((await client.query('SELECT 1 FROM every WHERE id >= 10')).rowCount).toBe(0)
  })

  it('streams many chunks in order', async () => {
    await client.query('CREATE TEMP TABLE many (id int4, v float4[])')
    const rows = function* () {
      for (let i = 0; i < 50_000; i++) yield [i, [i, i / 2, -i]]
    }
    const columns: CopyColumn[] = [
      { name: 'id', type: 'int4' },
      { name: 'v', type: 'float4[]' },
    ]
    expect(await copyRows(client, 'many', columns, rows())).toBe(50_000)
    const { rows: sums } = await client.query(
      'SELECT sum(id)::bigint AS ids, sum(v[3]::float8) AS last, count(*) FILTER (WHERE v[1] = id) AS same FROM many',
    )
    expect(sums[0]).toEqual({ ids: 1_249_975_000, last: -1_249_975_000, same: 50_000 })
  })

  it('fails rather than hangs when the server goes away in the middle', async () => {
    const doomed = await db.current.pool.connect()
    const { rows } = await doomed.query('SELECT pg_backend_pid() AS pid')
    await doomed.query('CREATE TEMP TABLE endless (id int4)')
    const source = async function* () {
      for (let i = 0; ; i++) {
        if (i === 1000) await client.query('SELECT pg_terminate_backend($1)', [rows[0].pid])
        if (i > 1000) await new Promise((resolve) => setTimeout(resolve, 1))
        if (i > 1500) return
        yield [i]
      }
    }
    await expect(copyRows(doomed, 'endless', [{ name: 'id', type: 'int4' }], source())).rejects.toThrow()
    doomed.release(true)
  }, 20_000)
})
