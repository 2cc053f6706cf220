import { SemascopeError } from '@/lib/errors'
import { type Child, tail } from '../support/children'
import { type PageBuild, startPages, untilAnswering } from '../support/next'
import type { Progress } from '../ui/progress'
import { supervise } from './supervise'

export interface PagesOptions {
  readonly host: string
  readonly port: number
  readonly address: string
  readonly build: PageBuild
  readonly settings: Readonly<Record<string, string>>
  readonly keep: (child: Child) => Child
  readonly progress: Progress
  readonly signal: AbortSignal
}

/**
 * Serves once the build is done. `answering` resolves at the first answer; `running` resolves only when serving has
 * ended.
 */
export function servePages({ host, port, address, build, settings, keep, progress, signal }: PagesOptions): {
  answering: Promise<void>
  running: Promise<void>
} {
  let first: (() => void) | undefined
  const answering = new Promise<void>((resolve) => {
    first = resolve
  })
  const output = tail()
  const start = () => {
    const child = keep(startPages({ host, port, env: settings }, output.add))
    void untilAnswering(child, address, signal)
      .then(() => {
        if (first) progress.note(`\n  Semascope is at ${address}\n  Ctrl-C stops it\n`)
        first?.()
        first = undefined
      })
      .catch(() => undefined)
    return child
  }
  const running = build.done.then(async () => {
    await supervise({ start, report: (text) => progress.note(text), signal })
    if (signal.aborted) return
    throw new SemascopeError('unavailable', `the web server keeps ending:\n${output.text}`)
  })
  return { answering, running }
}
