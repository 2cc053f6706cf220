import { reportPart } from '@/lib/db/runs'
import type { Pool } from '@/lib/db/transaction'

const REPORT_MS = 500

export interface PartReport {
  /** Says how much of the part is done, in the unit of the stage. */
  readonly progress: (done: number) => void
  /** Ends the reports; none comes after the promise resolves. */
  stop(): Promise<void>
}

/**
 * Reports the progress of a part to the database twice a second while the part is at work, one report at a time, with or
 * without progress. A report that fails is left out: the next one says the same and more.
 */
export function partReport(pool: Pool, runId: number, stage: string, part: number): PartReport {
  let done = 0
  let sending: Promise<void> | undefined
  const send = () => {
    sending ??= reportPart(pool, runId, stage, { part, done })
      .catch(() => undefined)
      .finally(() => {
        sending = undefined
      })
  }
  const timer = setInterval(send, REPORT_MS)
  timer.unref()
  return {
    progress: (value) => {
      done = Math.max(done, value)
    },
    async stop() {
      clearInterval(timer)
      await sending
    },
  }
}
