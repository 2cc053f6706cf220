import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { getRun } from '@/lib/db/run-list'
import { createParts, finishPart } from '@/lib/db/run-parts'
import { cancelRun, createRun, finishStage, startStage } from '@/lib/db/runs'
import { transaction } from '@/lib/db/transaction'
import { SemascopeError } from '@/lib/errors'
import type { TaskContext, Tasks, WorkerEvent } from '@/lib/jobs/execute'
import { setPriority } from '@/lib/jobs/priority'
import { addJobs, MAX_ATTEMPTS, retryRun } from '@/lib/jobs/queue'
import { startWorker, type Worker } from '@/lib/jobs/worker'
import { type Child, startChild } from '../support/child'
import { withDatabase } from '../support/database'
import { IDLE_TASKS } from '../support/tasks'

const db = withDatabase()
const children: Child[] = []
const workers: Worker[] = []

afterEach(async () => {
  for (const child of children.splice(0)) await child.kill('SIGKILL')
  for (const worker of workers.splice(0)) await worker.stop()
  await db.current.pool.query('TRUNCATE graphile_worker._private_jobs')
  await db.current.pool.query('TRUNCATE worker_lease')
})

/** A run with a harvest of `shards` parts, its jobs in the queue. */
function enqueueHarvest(shards: number): Promise<number> {
  return transaction(db.current.pool, async (client) => {
    const runId = await createRun(client, {
      ...{ kind: 'analysis', title: 'test', settings: {} },
      stages: [
        { name: 'harvest', unit: 'tokens' },
        { name: 'summarise', unit: 'features' },
      ],
    })
    const parts = Array.from({ length: shards }, (_, part) => ({ part, size: 10 }))
    await createParts(client, runId, 'harvest', parts)
    await startStage(client, runId, 'harvest')
    await addJobs(
      client,
      parts.map(({ part }) => ({ name: 'analysis.stage', payload: { runId, stage: 'harvest', part } })),
    )
    return runId
  })
}

type Harvest = Tasks['analysis.stage']

async function workerWith(harvest: Harvest, concurrency = 2) {
  const events: WorkerEvent[] = []
  const worker = await startWorker({
    database: db.current,
    tasks: { ...IDLE_TASKS, 'analysis.stage': harvest },
    concurrency,
    onEvent: (event) => events.push(event),
  })
  workers.push(worker)
  return { worker, events }
}

const finish: Harvest = async ({ runId, part }) => {
  await transaction(db.current.pool, (client) => finishPart(client, runId, 'harvest', part))
}

async function until(
  what: string,
  test: () => Promise<boolean> | boolean,
  timeoutMs = 20_000,
): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !(await test()); await sleep(50))
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`)
}

async function jobCount(): Promise<number> {
  const { rows } = await db.current.pool.query('SELECT count(*) AS count FROM graphile_worker._private_jobs')
  return rows[0].count
}

const untilAborted = ({ signal }: TaskContext) =>
  new Promise<void>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })

describe('a worker', () => {
  it('runs jobs, and the stage shows their progress', async () => {
    const runId = await enqueueHarvest(5)
    await workerWith(finish)
    await until('all parts are done', async () => (await getRun(db.current, runId))?.stages[0]?.done === 50)
    await until('the queue is empty', async () => (await jobCount()) === 0)
  })

  it('takes over the job of a worker killed with -9, as its second attempt', async () => {
    const runId = await enqueueHarvest(3)
    const child = await startChild('worker-child', [db.current.url])
    children.push(child)
    await child.line(/^shard 0 attempt 1$/)
    await child.kill('SIGKILL')
    const attempts: [number, number][] = []
    const { events } = await workerWith(async (payload, context) => {
      attempts.push([payload.part, context.attempt])
      await finish(payload, context)
    })
    await until('the run is harvested', async () => (await getRun(db.current, runId))?.stages[0]?.done === 30)
    expect(attempts).toContainEqual([0, 2])
    expect(events.some((event) => event.type === 'reaped')).toBe(true)
    await until('the queue is empty', async () => (await jobCount()) === 0)
  })

  it('that is frozen loses its jobs, and gives up its own copy when it wakes', async () => {
    const runId = await enqueueHarvest(1)
    const child = await startChild('worker-child', [db.current.url])
    children.push(child)
    await child.line(/^shard 0 attempt 1$/)
    child.process.kill('SIGSTOP')
    await workerWith(finish)
    await until(
      'another worker did it',
      async () => (await getRun(db.current, runId))?.stages[0]?.done === 10,
    )
    child.process.kill('SIGCONT')
    await child.line(/^event lease-lost$/)
    await until('the queue is empty', async () => (await jobCount()) === 0)
    expect((await getRun(db.current, runId))?.status).toBe('running')
  })

  it('that is stopped gives its job back at once, and the try does not count', async () => {
    await enqueueHarvest(1)
    const child = await startChild('worker-child', [db.current.url])
    children.push(child)
    await child.line(/^shard 0 attempt 1$/)
    child.process.kill('SIGTERM')
    await child.line(/^stopped$/)
    const attempts: number[] = []
    await workerWith(async (payload, context) => {
      attempts.push(context.attempt)
      await finish(payload, context)
    })
    await until('it ran again', () => attempts.length > 0)
    expect(attempts).toEqual([1])
  })

  it('aborts the jobs of a cancelled run, and a retry runs them again', async () => {
    const runId = await enqueueHarvest(2)
    let aborted = 0
    let block = true
    const { events } = await workerWith(async (payload, context) => {
      if (block)
        await untilAborted(context).catch((error) => {
          aborted++
          throw error
        })
      await finish(payload, context)
    })
    await until('both started', () => events.filter((event) => event.type === 'started').length === 2)
    await cancelRun(db.current.pool, runId)
    await until('both were aborted', () => aborted === 2)
    await until('the queue is empty', async () => (await jobCount()) === 0)
    const cancelled = await getRun(db.current, runId)
    expect(cancelled?.status).toBe('cancelled')
    expect(cancelled?.stages.map((stage) => stage.status)).toEqual(['cancelled', 'cancelled'])

    block = false
    await retryRun(db.current.pool, runId)
    const again = await getRun(db.current, runId)
    expect(again).toMatchObject({ attempt: 2, error: null })
    expect(again?.stages.map((stage) => stage.status)).toEqual(['waiting', 'waiting'])
    await expect(retryRun(db.current.pool, runId)).rejects.toThrow(/only failed and cancelled/)
  })

  it('ignores jobs of an earlier attempt of the run', async () => {
    const runId = await enqueueHarvest(1)
    await cancelRun(db.current.pool, runId)
    await retryRun(db.current.pool, runId)
    let ran = 0
    const { events } = await workerWith(async () => {
      ran++
    })
    await until('the old job was skipped', () => events.some((event) => event.type === 'skipped'))
    expect(ran).toBe(0)
  })

  it('fails the run at once for an error about the input, with its message', async () => {
    const runId = await enqueueHarvest(1)
    const { events } = await workerWith(async () => {
      throw new SemascopeError('invalid_input', 'W_enc has NaN')
    })
    await until('it failed', async () => (await getRun(db.current, runId))?.status === 'failed')
    const run = await getRun(db.current, runId)
    expect(run?.error).toBe('W_enc has NaN')
    expect(run?.stages[0]).toMatchObject({ status: 'failed', error: 'W_enc has NaN' })
    await until('the queue is empty', async () => (await jobCount()) === 0)
    expect(events.filter((event) => event.type === 'failed')).toHaveLength(1)
  })

  it('tries other errors again, and fails the run after the last try', async () => {
    const runId = await enqueueHarvest(1)
    await db.current.pool.query('UPDATE graphile_worker._private_jobs SET attempts = $1', [MAX_ATTEMPTS - 2])
    const { events } = await workerWith(async () => {
      throw new Error('out of luck')
    })
    await until('one try failed', () => events.some((event) => event.type === 'retrying'))
    await until('the run failed', async () => {
      await db.current.pool.query(
        'UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now()',
      )
      return (await getRun(db.current, runId))?.error === 'out of luck'
    })
  })

  it('fails the run of a job whose workers were killed every time', async () => {
    const runId = await enqueueHarvest(1)
    await db.current.pool.query('UPDATE graphile_worker._private_jobs SET attempts = max_attempts')
    await workerWith(finish)
    await until('the run failed', async () => (await getRun(db.current, runId))?.status === 'failed')
    expect((await getRun(db.current, runId))?.error).toMatch(/died 6 times/)
  })
})

describe('the queue', () => {
  it('shows jobs exactly when their transaction commits, and each once', async () => {
    const runId = await enqueueHarvest(1)
    const job = { name: 'analysis.stage', payload: { runId, stage: 'summarise', part: 0 } } as const
    const before = await jobCount()
    await expect(
      transaction(db.current.pool, async (client) => {
        await addJobs(client, [job])
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    expect(await jobCount()).toBe(before)
    for (let i = 0; i < 3; i++) await transaction(db.current.pool, (client) => addJobs(client, [job, job]))
    expect(await jobCount()).toBe(before + 1)
  })

  it('serves the run that somebody waits for first, with its later jobs, until nobody does', async () => {
    const { pool } = db.current
    const [older, waited] = [await enqueueHarvest(3), await enqueueHarvest(2)]
    await setPriority(pool, [waited], 'waited')
    await transaction(pool, (client) =>
      addJobs(client, [
        { name: 'analysis.stage', payload: { runId: waited, stage: 'harvest', part: 2 } },
        { name: 'analysis.stage', payload: { runId: older, stage: 'harvest', part: 3 } },
      ]),
    )
    const order: number[] = []
    await workerWith(async ({ runId }) => void order.push(runId), 1)
    await until('all jobs are done', async () => (await jobCount()) === 0)
    expect(order).toEqual([waited, waited, waited, older, older, older, older])
    await setPriority(pool, [waited], 'ordinary')
    const { rows } = await pool.query('SELECT priority FROM run WHERE id = $1', [waited])
    expect(rows).toEqual([{ priority: 0 }])
  })

  it('refuses a wrong payload and an unknown run', async () => {
    const add = (runId: number, part: number) =>
      transaction(db.current.pool, (client) =>
        addJobs(client, [{ name: 'analysis.stage', payload: { runId, stage: 'harvest', part } }]),
      )
    await expect(add(1, -1)).rejects.toThrow()
    await expect(add(99_999, 0)).rejects.toThrow(/no run 99999/)
  })

  it('lets exactly one of many finishers go on to the next stage', async () => {
    const runId = await enqueueHarvest(12)
    const results = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        transaction(db.current.pool, async (client) => {
          const result = await finishPart(client, runId, 'harvest', i % 12)
          await sleep(2)
          return result
        }),
      ),
    )
    expect(results.filter((result) => result.fresh)).toHaveLength(12)
    expect(results.filter((result) => result.fresh && result.remaining === 0)).toHaveLength(1)
    await transaction(db.current.pool, (client) => finishStage(client, runId, 'harvest'))
    expect((await getRun(db.current, runId))?.stages[0]).toMatchObject({
      status: 'succeeded',
      done: 120,
    })
  })
})
