'use client'

import { useSyncExternalStore } from 'react'
import { formatDuration } from '@/lib/view/duration'
import { Tooltip } from './kit/tooltip'

const FULL = { dateStyle: 'medium', timeStyle: 'short' } as const
const DAY = { dateStyle: 'medium' } as const
const TICK_MS = 10_000
/** From here on the day says more than hours. */
const LONG_AGO_S = 36 * 3600

/**
 * A moment. The server gives it in UTC and says so; in the browser it is "3 min ago" with the full local time on hover and
 * focus, or, as `moment` and `day`, the local time itself.
 */
export function When({ at, as = 'ago' }: { at: string; as?: 'ago' | 'moment' | 'day' }) {
  const now = useSyncExternalStore(subscribe, thisTick, () => null)
  const moment = new Date(at)
  if (as === 'day')
    return (
      <time dateTime={at}>{now === null ? at.slice(0, 10) : moment.toLocaleDateString('en-GB', DAY)}</time>
    )
  const full = now === null ? inUtc(at) : `${moment.toLocaleString('en-GB', FULL)} ${zoneOf(moment)}`
  if (now === null || as === 'moment') return <time dateTime={at}>{full}</time>
  const seconds = Math.max(0, (now - moment.getTime()) / 1000)
  return (
    <Tooltip content={full}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the full time has to be reached by the keyboard too */}
      <time dateTime={at} tabIndex={0}>
        {seconds < 5
          ? 'just now'
          : seconds < LONG_AGO_S
            ? `${formatDuration(seconds)} ago`
            : moment.toLocaleDateString('en-GB', DAY)}
      </time>
    </Tooltip>
  )
}

const inUtc = (at: string) => `${at.slice(0, 16).replace('T', ' ')} UTC`

/** Returns the short name of the zone of the reader: "CET", "GMT+5:30". */
function zoneOf(moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(moment)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

/** One clock for all moments of a page, which stands still between its ticks. */
let tick = 0
function thisTick(): number {
  const now = Date.now()
  if (now - tick >= TICK_MS) tick = now
  return tick
}

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, TICK_MS)
  return () => clearInterval(timer)
}
