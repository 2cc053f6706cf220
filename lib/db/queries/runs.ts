import type { Run, Stage } from '@/lib/contract/schemas'
import { database } from '../database'

interface RawStage {
  name: string
  status: Stage['status']
  done: number
  total: number
  /** Done when the stage last started: a resumed stage's rate counts from there. */
  done_at_start: number
  unit: string
  error: string | null
  started_at: string | null
  updated_at: string | null
  finished_at: string | null
  /** Seconds the stage has been at work, by the database's clock. */
  seconds: number | null
}

interface RawRun {
  id: number
  kind: string
  title: string
  status: Run['status']
  error: string | null
  settings: Record<string, unknown>
  provenance: Record<string, unknown>
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
  dictionaries: string[]
  stages: RawStage[]
}

const SELECT = `
  SELECT r.id, r.kind, r.title, r.status, r.error, r.settings, r.provenance, r.created_at, r.started_at,
         r.finished_at,
         ARRAY(SELECT d.slug FROM analysis a JOIN dictionary d ON d.id = a.dictionary_id
                WHERE a.run_id = r.id ORDER BY d.slug) AS dictionaries,
         (SELECT coalesce(json_agg(json_build_object(
                   'name', s.name, 'status', s.status, 'done', s.done, 'total', s.total,
                   'done_at_start', s.done_at_start, 'unit', s.unit,
                   'error', s.error, 'started_at', s.started_at, 'updated_at', s.updated_at,
                   'finished_at', s.finished_at,
                   'seconds', extract(epoch FROM coalesce(s.finished_at, s.updated_at, now()) - s.started_at))
                 ORDER BY s.position), '[]')
            FROM run_stage s WHERE s.run_id = r.id) AS stages
    FROM run r`

/** Runs, running ones first, then queued, then the newest; `limit` at most. */
export async function listRuns(limit = 50): Promise<Run[]> {
  const { pool } = await database()
  const { rows } = await pool.query<RawRun>(
    `${SELECT}
      ORDER BY array_position(ARRAY['running', 'queued'], r.status) NULLS LAST,
               CASE WHEN r.status = 'queued' THEN r.id END, r.id DESC LIMIT $1`,
    [limit],
  )
  return rows.map(toRun)
}

/** One run; null when there is none of the id. */
export async function findRun(id: number): Promise<Run | null> {
  const { pool } = await database()
  const { rows } = await pool.query<RawRun>(`${SELECT} WHERE r.id = $1`, [id])
  return rows[0] ? toRun(rows[0]) : null
}

function toRun(raw: RawRun): Run {
  const stages = raw.stages.map(toStage)
  return {
    id: raw.id,
    kind: raw.kind,
    title: raw.title,
    status: raw.status,
    error: raw.error,
    settings: raw.settings,
    provenance: raw.provenance,
    stages,
    progress: raw.status === 'succeeded' ? 1 : progressOf(stages),
    dictionaries: raw.dictionaries,
    createdAt: raw.created_at.toISOString(),
    startedAt: raw.started_at?.toISOString() ?? null,
    finishedAt: raw.finished_at?.toISOString() ?? null,
  }
}

function toStage(raw: RawStage): Stage {
  const { rate, etaSeconds } = paceOf(raw)
  return {
    name: raw.name,
    status: raw.status,
    done: raw.done,
    total: raw.total,
    unit: raw.unit,
    rate,
    etaSeconds,
    error: raw.error,
    startedAt: raw.started_at,
    updatedAt: raw.updated_at,
    finishedAt: raw.finished_at,
  }
}

/** Shortest time at work after which a rate means something, seconds. */
const SETTLED = 0.5

function paceOf(raw: RawStage): { rate: number | null; etaSeconds: number | null } {
  const made = raw.done - raw.done_at_start
  if (made <= 0 || raw.seconds === null || raw.seconds < SETTLED) return { rate: null, etaSeconds: null }
  const rate = made / raw.seconds
  const running = raw.status === 'running' && raw.total >= raw.done
  return { rate, etaSeconds: running ? (raw.total - raw.done) / rate : null }
}

/** Stages count alike; the running one by its own share. */
export function progressOf(stages: readonly Pick<Stage, 'status' | 'done' | 'total'>[]): number {
  if (stages.length === 0) return 0
  const shares = stages.map((stage) => {
    if (stage.status === 'succeeded') return 1
    return stage.status !== 'waiting' && stage.total > 0 ? Math.min(1, stage.done / stage.total) : 0
  })
  return shares.reduce((sum, share) => sum + share, 0) / stages.length
}
