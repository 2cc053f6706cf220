/**
 * Runs `work` with a signal that Ctrl-C, SIGTERM and SIGHUP abort. A second Ctrl-C calls `force`. Work that rejects
 * because of the abort counts as a normal end. Returns whether the work was stopped.
 */
export async function untilStopped(
  work: (signal: AbortSignal) => Promise<void>,
  { onStop, force }: { onStop?: () => void; force?: () => void } = {},
): Promise<{ stopped: boolean }> {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) {
      force?.()
      return
    }
    onStop?.()
    controller.abort(new Stopped())
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, stop)
  try {
    await work(controller.signal)
  } catch (error) {
    if (!(controller.signal.aborted && error instanceof Stopped)) throw error
  } finally {
    for (const name of signals) process.off(name, stop)
  }
  return { stopped: controller.signal.aborted }
}

/** The reason of an abort by the user. */
export class Stopped extends Error {
  constructor() {
    super('stopped')
    this.name = 'Stopped'
  }
}

/** Never resolves; rejects when the signal aborts. */
export function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
