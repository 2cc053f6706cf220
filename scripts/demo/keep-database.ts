import { closeDatabase, database } from '@/lib/db/database'
import { ping } from '@/lib/db/health'
import { messageOf } from '@/lib/errors'
import { pause } from '../support/follow-run'

const LOOK_MS = 1000

/**
 * Checks the database once a second and opens it again when it is gone, which starts a killed embedded server again
 * on the same port. Returns when the signal aborts.
 */
export async function keepDatabase(report: (text: string) => void, signal: AbortSignal): Promise<void> {
  let away = false
  while (!signal.aborted) {
    try {
      await ping((await database()).pool)
      if (away) report('the database is back')
      away = false
    } catch (error) {
      if (signal.aborted) return
      if (!away) report(`the database does not answer (${messageOf(error)}); opening it again`)
      away = true
      await closeDatabase().catch(() => undefined)
    }
    await pause(LOOK_MS, signal).catch(() => undefined)
  }
}
