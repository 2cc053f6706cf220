import { config } from '@/lib/config'
import { paths } from '@/lib/contract/paths'
import type { Database } from '@/lib/db/database'
import { getRun, type RunState } from '@/lib/db/run-list'
import { runOutcome } from '@/lib/db/run-outcome'
import { aliveWorkers } from '@/lib/db/workers'
import type { Progress } from '../ui/progress'
import { addressOf } from './next'

const ANSWER_MS = 1000

/** Prints where the analyses of the runs are seen, and what one may do with them. */
export async function printNext(runs: readonly number[], db: Database, progress: Progress): Promise<void> {
  const outcomes = await Promise.all(runs.map((id) => runOutcome(db.pool, id)))
  const slug = outcomes.find((outcome) => outcome !== null)?.dictionaries[0]?.slug
  if (slug === undefined) return
  const { host, port } = config()
  const address = addressOf(host, port)
  const page = `${address}${paths.browse(slug)}`
  const served = await answers(address)
  progress.note(
    [
      served ? `  pages   ${page}` : `  pages   semascope serve, then ${page}`,
      `  check   semascope verify ${slug}, by brute force from weights and text`,
      `  export  ${served ? '' : 'once they are served: '}${address}${paths.api()}`,
    ].join('\n'),
  )
  progress.result({ address: page, served })
}

async function answers(address: string): Promise<boolean> {
  const signal = AbortSignal.timeout(ANSWER_MS)
  const answer = await fetch(`${address}/api/v1/health`, { signal }).catch(() => undefined)
  return answer?.ok === true
}

/** Returns how the runs that are unfinished go on after Ctrl-C. */
export async function howToResume(runs: readonly number[], db: Database): Promise<string> {
  const states = await Promise.all(runs.map((id) => getRun(db, id)))
  const left = states.filter((run): run is RunState => run?.status === 'queued' || run?.status === 'running')
  if (left.length === 0) return 'stopped; no run is left unfinished'
  const names = left.map(({ id }) => `run ${id}`).join(' and ')
  const [first] = left
  const working = (await aliveWorkers(db.pool)).length > 0
  const how = working
    ? 'a worker goes on with it'
    : 'the same command, or "semascope worker", goes on where it stopped'
  return `stopped: ${names} is unfinished and keeps what it has; ${how}. "semascope run cancel ${first.id}" drops it`
}
