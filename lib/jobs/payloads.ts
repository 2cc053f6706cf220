import { z } from 'zod'
import { STAGE_NAMES } from './stages'

const runId = z.number().int().positive()
const ordinal = z.number().int().nonnegative()

/** Every job there is: its name and what its payload must be. */
export const PAYLOADS = {
  'analysis.start': z.object({ runId }),
  'analysis.plan': z.object({ runId, stage: z.enum(STAGE_NAMES) }),
  'analysis.stage': z.object({ runId, stage: z.enum(STAGE_NAMES), part: ordinal }),
} as const

export type JobName = keyof typeof PAYLOADS
export type JobPayload<Name extends JobName> = z.infer<(typeof PAYLOADS)[Name]>

/** A job to enqueue, its payload matching its name. */
export type Job = { [Name in JobName]: { readonly name: Name; readonly payload: JobPayload<Name> } }[JobName]

export const JOB_NAMES = Object.keys(PAYLOADS) as JobName[]

/** The stage a job works for, as far as its name and payload say. */
export function stageOf(job: Job): string | undefined {
  switch (job.name) {
    case 'analysis.start':
      return undefined
    case 'analysis.plan':
      return job.payload.stage
    case 'analysis.stage':
      return job.payload.stage
    default:
      return job satisfies never
  }
}

/** What tells a job from the other jobs of one attempt of its run. */
export function jobKey(job: Job): string {
  switch (job.name) {
    case 'analysis.start':
      return job.name
    case 'analysis.plan':
      return `${job.name}:${job.payload.stage}`
    case 'analysis.stage':
      return `${job.name}:${job.payload.stage}:${job.payload.part}`
    default:
      return job satisfies never
  }
}
