import type { Child, ChildEnd } from '../support/children'
import { pause } from '../support/follow-run'

export interface SuperviseOptions {
  readonly start: () => Child
  readonly report: (text: string) => void
  readonly signal: AbortSignal
}

/** If a program ends more often than this within a minute, it is not started again. */
const MOST_RESTARTS = 5
const WINDOW_MS = 60_000

/**
 * Keeps a child running: when the child ends by itself or is killed, reports it and starts the child again. Returns
 * when the child was stopped or has ended too often.
 */
export async function supervise({ start, report, signal }: SuperviseOptions): Promise<void> {
  const ends: number[] = []
  while (!signal.aborted) {
    const child = start()
    const stop = () => void child.stop()
    signal.addEventListener('abort', stop, { once: true })
    const end = await child.ended
    signal.removeEventListener('abort', stop)
    if (signal.aborted) return
    const now = performance.now()
    ends.push(now)
    const recent = ends.filter((time) => now - time < WINDOW_MS).length
    if (recent > MOST_RESTARTS) {
      report(`the ${child.name} ended ${recent} times within a minute; it is not started again`)
      return
    }
    report(`the ${child.name} ended (${describe(end)}); starting it again`)
    await pause(recent * 500, signal).catch(() => undefined)
  }
}

const describe = ({ code, signal }: ChildEnd) => signal ?? `exit code ${code}`
