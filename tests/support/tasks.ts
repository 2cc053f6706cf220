import type { Tasks } from '@/lib/jobs/execute'
import { JOB_NAMES } from '@/lib/jobs/payloads'

/** A task that does nothing, for every kind of job. */
export const IDLE_TASKS = Object.fromEntries(
  JOB_NAMES.map((name) => [name, async () => undefined]),
) as unknown as Tasks
