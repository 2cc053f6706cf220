/**
 * How fast a stage goes and when it ends, by one rule for the terminal and the pages. The rate is that of a recent window,
 * between moments at which progress was made: how long the stage took to begin says nothing of what is left. There is a
 * remaining time only where it means something: after a few steps, while steps still come as they came, and not for a time
 * many times as long as the stage has run.
 */

/** What is known of a stage. */
export interface StageProgress {
  readonly status: string
  readonly done: number
  readonly total: number
  /** What was done already when the stage started last. */
  readonly doneAtStart: number
  /** Moments at which progress was made, oldest first: seconds since 1970, and what was done then, in turn. */
  readonly points: readonly number[]
  readonly startedAt: Date | null
  /** The last report, with or without progress. */
  readonly updatedAt: Date | null
  readonly finishedAt: Date | null
}

export interface Pace {
  /** Units per second: in the recent window of a running stage, over all of a stage that has ended; null if unknown. */
  readonly rate: number | null
  /** Seconds left in a running stage; null where nothing can be said. */
  readonly etaSeconds: number | null
}

/** Seconds that the recent window is long, at least. */
const WINDOW = 30
/** Fewest steps of progress in a window. */
const STEPS = 3
/** Shortest time between the first and the last of these steps, in seconds. */
const SETTLED = 2
/** Most times that a remaining time may be as long as the stage has run. */
const HORIZON = 60
/** A stage stands still when no step comes for so many times the longest wait of the window, and so many seconds. */
const PATIENCE = { times: 3, seconds: 10 } as const
const NOTHING: Pace = { rate: null, etaSeconds: null }

/** Returns rate and remaining time of a stage. All times are the database's. */
export function paceOf(stage: StageProgress): Pace {
  return stage.status === 'running' ? recentPace(stage) : { rate: wholeRate(stage), etaSeconds: null }
}

function wholeRate({ done, doneAtStart, startedAt, finishedAt }: StageProgress): number | null {
  if (!startedAt || !finishedAt || done <= doneAtStart) return null
  const seconds = (finishedAt.getTime() - startedAt.getTime()) / 1000
  return seconds > 0 ? (done - doneAtStart) / seconds : null
}

function recentPace({ total, points, startedAt, updatedAt }: StageProgress): Pace {
  const steps = pairs(points)
  const last = steps.at(-1)
  if (!last || !startedAt || !updatedAt) return NOTHING
  let first = steps.length - 1
  while (first > 0 && (steps.length - first <= STEPS || last.at - steps[first].at < WINDOW)) first--
  const window = steps.slice(first)
  const span = last.at - window[0].at
  if (window.length <= STEPS || span < SETTLED) return NOTHING
  const waits = window.slice(1).map(({ at }, i) => at - window[i].at)
  const silence = Math.max(0, updatedAt.getTime() / 1000 - last.at)
  if (silence > Math.max(PATIENCE.seconds, PATIENCE.times * Math.max(...waits))) return NOTHING
  const rate = (last.done - window[0].done) / span
  const left = Math.max(0, (total - last.done) / rate - silence)
  const ran = updatedAt.getTime() / 1000 - startedAt.getTime() / 1000
  return { rate, etaSeconds: left <= HORIZON * ran ? left : null }
}

function pairs(points: readonly number[]): { at: number; done: number }[] {
  return Array.from({ length: points.length >> 1 }, (_, i) => ({
    at: points[2 * i],
    done: points[2 * i + 1],
  }))
}
