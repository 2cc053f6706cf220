import { type Pace, paceOf } from '@/lib/domain/pace'
import type { Entities } from './database'
import type { Prisma, RunStage } from './generated/client'
import type { RunStatus, StageStatus } from './runs'

export interface StageState extends Pace {
  readonly name: string
  readonly position: number
  readonly status: StageStatus
  readonly done: number
  readonly total: number
  readonly unit: string
  readonly error: string | null
  readonly startedAt: Date | null
  readonly updatedAt: Date | null
  readonly finishedAt: Date | null
}

export interface RunState {
  readonly id: number
  readonly kind: string
  readonly title: string
  readonly status: RunStatus
  readonly attempt: number
  readonly settings: unknown
  readonly provenance: unknown
  readonly error: string | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  /** In order. */
  readonly stages: readonly StageState[]
}

const INCLUDE = { stages: { orderBy: { position: 'asc' } } } as const satisfies Prisma.RunInclude

/** Returns at most `limit` (default 50) runs with their stages, newest first, with an id below `before`. */
export async function listRuns(
  { prisma }: Entities,
  { limit = 50, before, status }: { limit?: number; before?: number; status?: readonly RunStatus[] } = {},
): Promise<RunState[]> {
  const runs = await prisma.run.findMany({
    where: {
      ...(before !== undefined && { id: { lt: before } }),
      ...(status && { status: { in: [...status] } }),
    },
    orderBy: { id: 'desc' },
    take: limit,
    include: INCLUDE,
  })
  return runs.map(toRun)
}

/** Returns one run with its stages, or undefined. */
export async function getRun({ prisma }: Entities, runId: number): Promise<RunState | undefined> {
  const run = await prisma.run.findUnique({ where: { id: runId }, include: INCLUDE })
  return run ? toRun(run) : undefined
}

/** The table admits no other status of a run or a stage, and no other kind. */
function toRun({ stages, ...run }: Prisma.RunGetPayload<{ include: typeof INCLUDE }>): RunState {
  return {
    ...run,
    kind: run.kind as RunState['kind'],
    status: run.status as RunStatus,
    stages: stages.map(toStage),
  }
}

function toStage({ runId: _, doneAtStart, points, ...row }: RunStage): StageState {
  const stage = {
    ...row,
    status: row.status as StageStatus,
    done: Number(row.done),
    total: Number(row.total),
  }
  return { ...stage, ...paceOf({ ...stage, doneAtStart: Number(doneAtStart), points }) }
}
