import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '@/lib/db/database'
import { listDictionaries } from '@/lib/db/queries/dictionaries'
import { getRun } from '@/lib/db/run-list'
import { cancelRun } from '@/lib/db/runs'
import { aliveWorkers } from '@/lib/db/workers'
import { retryRun } from '@/lib/jobs/queue'
import { SHUFFLE_SEED_KEY, writeDictionary } from '@/lib/models'
import { importBundles } from '@/lib/services/import'
import { startAnalysis } from '@/lib/services/pipeline/start'
import { verify } from '@/lib/services/verify'
import { toDictionary } from '@/lib/view/dictionary-answer'
import { randomDictionary } from '../models/tiny'
import { withDatabase } from '../support/database'
import {
  dumpHash,
  harvestingPid,
  startWorkerProcess,
  stopWorkers,
  until,
  untilOver,
} from '../support/pipeline'
import { tinyText, writeTinyBundle } from '../support/tiny-bundle'

/** Enough for several shards. */
const TOKENS = 230_000

const one = withDatabase()
const three = withDatabase()
const interrupted = withDatabase()
const deeper = withDatabase()
const workers = new Set<ChildProcess>()
let dir = ''
let expected = ''

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'semascope-pipeline-'))
  chmodSync(dir, 0o755)
  writeTinyBundle(dir)
  mkdirSync(path.join(dir, 'text'))
  for (let i = 0; i < 24; i++) writeFileSync(path.join(dir, 'text', `${i}.txt`), tinyText(i, 2000))
})
afterEach(async () => {
  await stopWorkers(workers)
  workers.clear()
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function addWorker(database: Database): ChildProcess {
  const worker = startWorkerProcess(database, path.join(dir, 'data'))
  workers.add(worker)
  return worker
}

async function start(database: Database): Promise<number> {
  const [bundle] = importBundles({
    dataDir: path.join(dir, 'data'),
    model: path.join(dir, 'tiny'),
    neurons: true,
  })
  const source = { kind: 'paths' as const, paths: [path.join(dir, 'text')] }
  const corpus = { name: 'sentences', source }
  return (await startAnalysis(database, { bundle, corpus, maxTokens: TOKENS, previewTokens: null })).runId
}

async function harvestStatus(database: Database, runId: number): Promise<string | undefined> {
  return (await getRun(database, runId))?.stages.find(({ name }) => name === 'harvest')?.status
}

/** Returns three features of a dictionary, first those that have a label by rules. */
async function checkedFeatures(pool: Database['pool'], slug: string): Promise<number[]> {
  const { rows } = await pool.query<{ index: number }>(
    `SELECT l."index" FROM label l JOIN dictionary d ON d.id = l.dictionary_id AND d.current_analysis_id = l.analysis_id
     WHERE d.slug = $1 AND l.author_kind = 'rules' ORDER BY l."index"`,
    [slug],
  )
  return [...new Set([...rows.map(({ index }) => index), 0, 1, 2])].slice(0, 3)
}

describe('an analysis', () => {
  it('is published by one worker', async () => {
    addWorker(one.current)
    const run = await untilOver(one.current, await start(one.current))
    expect(run).toMatchObject({ status: 'succeeded', error: null })
    expected = await dumpHash(one.current)
  })

  it('tags every feature, and keeps the activations that pages correlate', async () => {
    const { rows } = await one.current.pool.query<{ features: number; tagged: number }>(
      'SELECT count(*) AS features, count(tags) AS tagged FROM feature_stat',
    )
    expect(rows[0].features).toBeGreaterThan(0)
    expect(rows[0].tagged).toBe(rows[0].features)
    const analyses = await one.current.pool.query<{ correlated: number; tokens: number }>(
      `SELECT (metrics->>'relateTokens')::bigint AS correlated, content_tokens AS tokens FROM analysis`,
    )
    expect(analyses.rows).toHaveLength(2)
    for (const { correlated, tokens } of analyses.rows) expect(correlated).toBe(tokens)
    // the neuron basis is left out; it is recomputed
    expect(readdirSync(path.join(dir, 'data', 'store', 'sparse'))).toHaveLength(1)
  })

  it('gives the same numbers as brute force over the text', async () => {
    const { pool } = one.current
    const { rows } = await pool.query<{ slug: string }>('SELECT slug FROM dictionary ORDER BY slug')
    expect(rows).toHaveLength(2)
    for (const { slug } of rows) {
      const verified = await verify(one.current, {
        dictionary: slug,
        features: await checkedFeatures(pool, slug),
        dataDir: path.join(dir, 'data'),
      })
      expect(verified).toHaveLength(3)
      const labels = verified.flatMap(({ checks }) => checks.filter(({ name }) => name === 'label counts'))
      expect(labels.length).toBeGreaterThan(0)
      const wrong = verified.flatMap(({ index, checks }) =>
        checks.filter(({ ok }) => !ok).map((check) => ({ index, ...check })),
      )
      expect(wrong).toEqual([])
    }
  })

  it('lists every feature of a token, and says which firings are on first tokens', async () => {
    const { rows } = await one.current.pool.query<{ wrong: number; lists: number; unknown: number }>(
      `SELECT count(*) FILTER (WHERE s.count <> coalesce(p.firings, 0)) AS wrong,
              count(*) FILTER (WHERE (d.first_token_share IS NULL) <> (s.count = 0)) AS unknown,
              count(p.firings) AS lists
         FROM feature_stat s JOIN feature_detail d USING (analysis_id, index)
         LEFT JOIN (SELECT t.analysis_id, u.feature, sum(u.count) AS firings
                      FROM token_posting t, unnest(t.features, t.counts) AS u(feature, count)
                     WHERE t.kind = 0 GROUP BY 1, 2) p ON p.analysis_id = s.analysis_id AND p.feature = s.index`,
    )
    expect(rows[0]).toMatchObject({ wrong: 0, unknown: 0 })
    expect(rows[0].lists).toBeGreaterThan(100)
  })

  it('measures dictionaries that were trained elsewhere on a sample of all the text, and says so', async () => {
    const items = (await listDictionaries(one.current)).map(toDictionary)
    expect(items).toHaveLength(2)
    for (const { metrics } of items) {
      expect(metrics).toMatchObject({ measuredOn: 'all', heldOutTokens: 0 })
      expect(metrics?.measuredTokens).toBeGreaterThan(0)
      for (const name of ['l0', 'ceBase', 'ceZero', 'ceSae', 'explainedVariance'] as const)
        expect(metrics?.[name], name).toEqual(expect.any(Number))
    }
  })

  it('is the same from three workers, two of which are killed in the harvest', async () => {
    const database = three.current
    for (let i = 0; i < 3; i++) addWorker(database)
    await until('three workers', async () =>
      (await aliveWorkers(database.pool)).length === 3 ? true : undefined,
    )
    const runId = await start(database)

    const first = await harvestingPid(database, runId)
    process.kill(first, 'SIGKILL')
    // The job it held stays locked until its lease runs out, so the harvest goes on at the second kill.
    process.kill(await harvestingPid(database, runId, first), 'SIGKILL')
    expect(await harvestStatus(database, runId)).toBe('running')
    addWorker(database)

    expect(await untilOver(database, runId)).toMatchObject({ status: 'succeeded', error: null })
    expect(await dumpHash(database)).toBe(expected)
  })

  it('stops if it is cancelled, and a retry makes the same tables', async () => {
    const database = interrupted.current
    addWorker(database)
    const runId = await start(database)
    await harvestingPid(database, runId)
    await cancelRun(database.pool, runId)
    expect(await getRun(database, runId)).toMatchObject({ status: 'cancelled' })
    await until('its jobs to leave the queue', async () => {
      const { rows } = await database.pool.query(
        'SELECT 1 FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL',
      )
      return rows.length === 0 ? true : undefined
    })
    await expect(dumpHash(database)).rejects.toThrow('no dictionary has a published analysis')

    await retryRun(database.pool, runId)
    expect(await untilOver(database, runId)).toMatchObject({ status: 'succeeded', attempt: 2 })
    expect(await dumpHash(database)).toBe(expected)
  })

  it('of a deeper model before its last attention, topk and control too, says what brute force finds', async () => {
    const database = deeper.current
    const { dictionarySpec, model } = writeTinyBundle(dir, {
      name: 'deep',
      k: 3,
      hook: 'blocks.0.hook_resid_post',
      model: { nLayers: 2, activation: 'gelu_new', tiedHead: true },
    })
    writeDictionary(
      path.join(model, 'dictionaries', 'control'),
      dictionarySpec,
      randomDictionary(dictionarySpec),
      {
        modelName: 'deep',
        metadata: { [SHUFFLE_SEED_KEY]: 3 },
      },
    )
    const dataDir = path.join(dir, 'data')
    const bundles = importBundles({ dataDir, model: path.join(dir, 'deep'), neurons: true })
    expect(bundles.map(({ dictionaries }) => dictionaries.map(({ slug }) => slug))).toEqual([
      ['deep.d1', 'deep.d2'],
      ['deep.control'],
    ])
    addWorker(database)
    const source = { kind: 'paths' as const, paths: [path.join(dir, 'text', '0.txt')] }
    for (const bundle of bundles) {
      const { runId } = await startAnalysis(database, {
        bundle,
        corpus: { name: 'sentences', source },
        maxTokens: 8000,
        previewTokens: null,
      })
      expect(await untilOver(database, runId)).toMatchObject({ status: 'succeeded', error: null })
    }
    const { rows } = await database.pool.query('SELECT slug, weights_hash, shuffled FROM model ORDER BY slug')
    const [real, control] = bundles.map(({ model: { slug, hash } }) => ({ slug, weights_hash: hash }))
    expect(rows).toEqual([
      { ...real, shuffled: null },
      { ...control, shuffled: { of: 'deep', ofHash: real.weights_hash, seed: 3 } },
    ])
    for (const dictionary of ['deep.d1', 'deep.d2', 'deep.control']) {
      const verified = await verify(database, { dictionary, count: 8, dataDir })
      const checks = verified.flatMap(({ checks }) => checks)
      expect(checks.filter(({ ok }) => !ok)).toEqual([])
      expect(checks.filter(({ name }) => name.startsWith('loss effects')).length).toBeGreaterThan(4)
    }
    // three top examples of a feature are run again, or others on the same sequence
    const measured = await database.pool.query<{ share: number }>(
      `SELECT avg((array_remove(loss_effects, NULL) <> '{}')::integer)::float AS share
       FROM example JOIN dictionary ON current_analysis_id = analysis_id
       WHERE slug = 'deep.d1' AND "group" = -1 GROUP BY rank < 3 ORDER BY rank < 3`,
    )
    const [others, few] = measured.rows.map(({ share }) => share)
    expect(few).toBeGreaterThan(0.9)
    expect(others).toBeLessThan(0.5)
  })
})
