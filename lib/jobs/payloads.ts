/**
 * The jobs of every kind of run: `start` finds the first unfinished stage, `plan` divides a stage into parts, `stage` does
 * one part. Stored jobs outlive a change of version, so the names and fields must stay.
 */
import { z } from 'zod'
import { RUN_KIND_NAMES, type RunKindName, type StageName, stageNames } from './kinds'

const runId = z.number().int().positive()
const part = z.number().int().nonnegative()

/** A job to enqueue: its payload matches its name. */
export type Job = {
  [Kind in RunKindName]:
    | { readonly name: `${Kind}.start`; readonly payload: { runId: number } }
    | { readonly name: `${Kind}.plan`; readonly payload: { runId: number; stage: StageName<Kind> } }
    | {
        readonly name: `${Kind}.stage`
        readonly payload: { runId: number; stage: StageName<Kind>; part: number }
      }
}[RunKindName]

export type JobName = Job['name']
export type JobPayload<Name extends JobName> = Extract<Job, { readonly name: Name }>['payload']

/** The schema of each job's payload. */
export const PAYLOADS = Object.fromEntries(
  RUN_KIND_NAMES.flatMap((kind) => {
    const stage = z.enum(stageNames(kind))
    return [
      [`${kind}.start`, z.object({ runId })],
      [`${kind}.plan`, z.object({ runId, stage })],
      [`${kind}.stage`, z.object({ runId, stage, part })],
    ]
  }),
) as unknown as { readonly [Name in JobName]: z.ZodType<JobPayload<Name>> }

export const JOB_NAMES = Object.keys(PAYLOADS) as JobName[]

/** Returns the stage that a job works for, or undefined for one that starts a run. */
export function stageOf({ payload }: Job): string | undefined {
  return 'stage' in payload ? payload.stage : undefined
}

/** Returns what tells a job from the other jobs of one attempt of its run. */
export function jobKey({ name, payload }: Job): string {
  const stage = 'stage' in payload ? `:${payload.stage}` : ''
  return `${name}${stage}${'part' in payload ? `:${payload.part}` : ''}`
}
