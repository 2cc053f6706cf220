import { describe, expect, it } from 'vitest'
import { getRun } from '@/lib/db/run-list'
import { createParts, finishPart } from '@/lib/db/run-parts'
import { createRun, finishStage, reportPart, startStage } from '@/lib/db/runs'
import { transaction } from '@/lib/db/transaction'
import { withDatabase } from '../support/database'

const db = withDatabase()

function startHarvest(sizes: readonly number[]): Promise<number> {
  return transaction(db.current.pool, async (client) => {
    const stages = [{ name: 'harvest', unit: 'tokens' }]
    const runId = await createRun(client, { kind: 'analysis', title: 'test', settings: {}, stages })
    await createParts(
      client,
      runId,
      'harvest',
      sizes.map((size, part) => ({ part, size })),
    )
    await startStage(client, runId, 'harvest')
    return runId
  })
}

const report = (runId: number, part: number, done: number) =>
  reportPart(db.current.pool, runId, 'harvest', { part, done })
const finish = (runId: number, part: number) =>
  transaction(db.current.pool, (client) => finishPart(client, runId, 'harvest', part))
const stage = async (runId: number) => (await getRun(db.current, runId))?.stages[0]

describe('progress inside parts', () => {
  it('adds up over parts at work, never goes back, and is exact at the end', async () => {
    const runId = await startHarvest([100, 60, 40])
    await report(runId, 0, 30)
    await report(runId, 1, 20.7)
    expect(await stage(runId)).toMatchObject({ done: 50, total: 200 })
    // a worker was killed; another begins the part again
    await report(runId, 0, 5)
    expect(await stage(runId)).toMatchObject({ done: 50 })
    await finish(runId, 0)
    expect(await stage(runId)).toMatchObject({ done: 120 })
    // a report that comes too late, and one above the size of the part
    await report(runId, 0, 40)
    await report(runId, 1, 1000)
    expect(await stage(runId)).toMatchObject({ done: 160 })
    await finish(runId, 1)
    await finish(runId, 2)
    expect(await stage(runId)).toMatchObject({ done: 200, total: 200 })
  })

  it('is right with many reports at once', async () => {
    const sizes = Array.from({ length: 20 }, () => 50)
    const runId = await startHarvest(sizes)
    await Promise.all(sizes.flatMap((_, part) => [10, 20, 30].map((done) => report(runId, part, done))))
    await report(runId, 0, 30)
    expect(await stage(runId)).toMatchObject({ done: 600 })
    await Promise.all(sizes.map((_, part) => finish(runId, part)))
    await transaction(db.current.pool, (client) => finishStage(client, runId, 'harvest'))
    expect(await stage(runId)).toMatchObject({ done: 1000, total: 1000, status: 'succeeded' })
  })

  it('keeps a bounded number of points, a second apart', async () => {
    const runId = await startHarvest([1000])
    const { pool } = db.current
    const read = async () => {
      const { rows } = await pool.query<{ points: number[] }>(
        'SELECT points FROM run_stage WHERE run_id = $1',
        [runId],
      )
      return rows[0].points
    }
    await report(runId, 0, 10)
    await report(runId, 0, 20)
    expect((await read()).filter((_, i) => i % 2 === 1)).toEqual([10])
    for (let done = 30; done <= 800; done += 10) {
      await pool.query(
        `UPDATE run_stage SET points = (SELECT array_agg(CASE WHEN i % 2 = 1 THEN p - 2 ELSE p END ORDER BY i)
           FROM unnest(points) WITH ORDINALITY AS u (p, i)) WHERE run_id = $1`,
        [runId],
      )
      await report(runId, 0, done)
    }
    const points = await read()
    expect(points).toHaveLength(128)
    expect(points.at(-1)).toBe(800)
    expect(points[1]).toBe(170)
    const found = await stage(runId)
    expect(found?.rate).toBeCloseTo(5, 0)
  })
})
