import type { Run, Stage } from '@/lib/contract/schemas'
import { paceOf } from '@/lib/domain/pace'
import type { Entities } from '../database'
import type { Prisma, RunStage } from '../generated/client'

const INCLUDE = {
  stages: { orderBy: { position: 'asc' } },
  analyses: { orderBy: { dictionary: { slug: 'asc' } }, select: { dictionary: { select: { slug: true } } } },
} as const satisfies Prisma.RunInclude

/** Returns at most `limit` runs: running ones first, then queued, then the newest. All are read at one moment. */
export async function listRuns({ prisma }: Entities, limit = 50): Promise<Run[]> {
  const active = { status: { in: ['running', 'queued'] } }
  const [now, over] = await prisma.$transaction(
    [
      prisma.run.findMany({ where: active, orderBy: { id: 'asc' }, include: INCLUDE }),
      prisma.run.findMany({ where: { NOT: active }, orderBy: { id: 'desc' }, take: limit, include: INCLUDE }),
    ],
    { isolationLevel: 'RepeatableRead' },
  )
  const running = now.filter(({ status }) => status === 'running').reverse()
  const queued = now.filter(({ status }) => status === 'queued')
  return [...running, ...queued, ...over].slice(0, limit).map(toRun)
}

/** Returns one run, or null if no run has the id. */
export async function findRun({ prisma }: Entities, id: number): Promise<Run | null> {
  const run = await prisma.run.findUnique({ where: { id }, include: INCLUDE })
  return run && toRun(run)
}

function toRun(raw: Prisma.RunGetPayload<{ include: typeof INCLUDE }>): Run {
  const stages = raw.stages.map(toStage)
  // the table allows no other status
  const status = raw.status as Run['status']
  return {
    ...{ id: raw.id, kind: raw.kind, title: raw.title, status, error: raw.error },
    settings: raw.settings as Run['settings'],
    provenance: raw.provenance as Run['provenance'],
    stages,
    progress: status === 'succeeded' ? 1 : progressOf(stages),
    dictionaries: raw.analyses.map(({ dictionary }) => dictionary.slug),
    createdAt: raw.createdAt.toISOString(),
    startedAt: raw.startedAt?.toISOString() ?? null,
    finishedAt: raw.finishedAt?.toISOString() ?? null,
  }
}

function toStage(raw: RunStage): Stage {
  const status = raw.status as Stage['status']
  const counts = { done: Number(raw.done), total: Number(raw.total) }
  return {
    ...{ name: raw.name, status, unit: raw.unit, error: raw.error },
    ...counts,
    ...paceOf({ ...raw, ...counts, doneAtStart: Number(raw.doneAtStart) }),
    startedAt: raw.startedAt?.toISOString() ?? null,
    updatedAt: raw.updatedAt?.toISOString() ?? null,
    finishedAt: raw.finishedAt?.toISOString() ?? null,
  }
}

/** Returns the progress of a run. All stages count the same; the running one counts by its own share. */
function progressOf(stages: readonly Pick<Stage, 'status' | 'done' | 'total'>[]): number {
  if (stages.length === 0) return 0
  const shares = stages.map((stage) => {
    if (stage.status === 'succeeded') return 1
    return stage.status !== 'waiting' && stage.total > 0 ? Math.min(1, stage.done / stage.total) : 0
  })
  return shares.reduce((sum, share) => sum + share, 0) / stages.length
}
