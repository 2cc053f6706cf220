/**
 * Runs a whole analysis as its users do (a worker process, an embedded database) and compares the time of its stages with the
 * matrix products that they cannot do without, measured in the same run.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { config } from '@/lib/config'
import { availableProcessors } from '@/lib/config/processors'
import { openDatabase } from '@/lib/db/database'
import type { Pool } from '@/lib/db/transaction'
import { importBundles } from '@/lib/services/import'
import { startAnalysis } from '@/lib/services/pipeline/start'
import { productRate } from './products-rate'

export interface EngineOptions {
  /** Content tokens of the whole analysis and of its preview. */
  readonly tokens: number
  readonly previewTokens: number | null
  /** A model's directory, and its dictionaries; default the shipped model, a1 and its neurons. */
  readonly model?: string | undefined
  readonly dictionary?: string | undefined
  /** Seconds without work after which the worker's memory is read again. */
  readonly idleSeconds: number
}

interface StageTime {
  readonly run: number
  readonly stage: string
  readonly seconds: number
}

/** Measures an analysis in a folder of its own under DATA_DIR, which is deleted afterwards. */
export async function benchEngine(options: EngineOptions): Promise<unknown> {
  const { root } = config()
  const dataDir = path.join(config().dataDir, 'bench-engine')
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  const model = options.model ?? path.join(root, 'models/one-layer-a')
  const dictionary = options.dictionary ?? path.join(root, 'models/one-layer-a/dictionaries/a1')
  const [bundle] = importBundles({ dataDir, model, dictionaries: [dictionary], neurons: !options.model })
  const { dIn, dSae } = bundle.dictionaries[0].spec
  const cores = availableProcessors()
  const before = await productRate(dIn, dSae, cores)
  const db = await openDatabase({ ...config(), dataDir })
  let worker: ChildProcess | undefined
  try {
    const started = Date.now()
    await startAnalysis(db, {
      bundle,
      corpus: { name: 'dependency tree', source: { kind: 'dependency-tree' } },
      maxTokens: options.tokens,
      previewTokens: options.previewTokens,
    })
    worker = spawn(process.execPath, ['dist/worker.js', '--compute-threads', String(cores)], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'warn' },
    })
    const pid = worker.pid as number
    const published = await untilPublished(db.pool, started)
    const peakMiB = residentMiB(pid, 'VmHWM')
    const after = await productRate(dIn, dSae, cores)
    await sleep(options.idleSeconds * 1000)
    const idleMiB = residentMiB(pid, 'VmRSS')
    const stages = await stageTimes(db.pool)
    const whole = Math.max(...stages.map(({ run }) => run))
    const seconds = (run: number, ...names: string[]) =>
      stages
        .filter((own) => own.run === run && (names.length === 0 || names.includes(own.stage)))
        .reduce((sum, own) => sum + own.seconds, 0)
    const rate = (before + after) / 2
    const encoder = options.tokens / rate
    return {
      cores,
      tokens: options.tokens,
      encoderProduct: { rowsPerSecond: [before, after], seconds: encoder },
      /** Seconds from the start until features could be read: of the preview, if there is one, and of the whole. */
      publishedAfter: published,
      stages: Object.fromEntries(
        [...new Set(stages.map(({ run }) => run))].map((run) => [
          run === whole ? 'whole' : 'preview',
          Object.fromEntries(
            stages.filter((own) => own.run === run).map((own) => [own.stage, round(own.seconds)]),
          ),
        ]),
      ),
      ratios: {
        encoderProductToHarvest: round(encoder / seconds(whole, 'harvest')),
        examplesToHarvest: round(seconds(whole, 'examples', 'effects') / seconds(whole, 'harvest')),
        analysisToEncoderProduct: round(seconds(whole) / encoder),
      },
      memoryMiB: { peak: peakMiB, idle: idleMiB },
    }
  } finally {
    worker?.kill('SIGINT')
    await new Promise((resolve) => (worker ? worker.once('exit', resolve) : resolve(null)))
    await db.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const round = (value: number) => Number(value.toPrecision(4))

/**
 * Waits until the analysis of every run is published and returns when each was, in seconds after the start. What comes after it,
 * such as examples run again without a feature, is not waited for.
 */
async function untilPublished(pool: Pool, started: number): Promise<number[]> {
  for (;;) {
    const { rows } = await pool.query<{ open: number; failed: string | null }>(
      `SELECT count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM run_stage s WHERE s.run_id = r.id AND s.name = 'publish' AND s.finished_at IS NOT NULL
         ))::integer AS open,
         max(error::text) FILTER (WHERE status <> 'succeeded' AND finished_at IS NOT NULL) AS failed FROM run r`,
    )
    if (rows[0].failed) throw new Error(`a run failed: ${rows[0].failed}`)
    if (rows[0].open === 0) break
    await sleep(250)
  }
  const { rows } = await pool.query<{ at: Date }>(
    `SELECT finished_at AS at FROM run_stage WHERE name = 'publish' ORDER BY run_id`,
  )
  return rows.map(({ at }) => round((at.getTime() - started) / 1000))
}

async function stageTimes(pool: Pool): Promise<StageTime[]> {
  const { rows } = await pool.query<StageTime>(
    `SELECT run_id AS run, name AS stage, extract(epoch FROM finished_at - started_at)::float AS seconds
     FROM run_stage WHERE finished_at IS NOT NULL ORDER BY run_id, started_at`,
  )
  return rows
}

/** Returns a figure of a process's memory from /proc in MiB; null where there is none. */
function residentMiB(pid: number, name: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Math.round(Number(found[1]) / 1024) : null
  } catch {
    return null
  }
}
