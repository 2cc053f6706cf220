/**
 * Pages are rendered here and, when many are asked for, in further processes beside: rendering keeps one core busy, and
 * the API, which stays here, waiting.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Renderer } from './renderer'
import { createTurns, type Place } from './turns'

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** How often it is looked at whether this process is too busy, ms. */
const PERIOD_MS = 1000
/** Share of its time that a busy process has no pause. */
const BUSY = 0.6
/** Pages in a period from which on they are what keeps it busy. */
const MANY = 10
/** Pages that a process renders at a time: while one waits for the database, it goes on with another. */
const AT_ONCE = 2
/** After so long, ms, a page has had its turn: it waits for its reader, or for something slow. */
const TURN_MS = 300

export interface PagesOptions {
  /** Renders a page in this process. */
  readonly render: Answer
  /** Starts another process that does. */
  readonly start: () => Renderer
  /** Most of those. */
  readonly most: number
  /** Share of this process's time since the last call in which it was busy; for tests. */
  readonly utilization?: () => number
}

export interface Pages {
  readonly answer: Answer
  readonly stop: () => void
}

interface PagePlace extends Place {
  readonly answer: Answer
}

export function createPages({ render, start, most, utilization = loopUtilization() }: PagesOptions): Pages {
  const turns = createTurns<PagePlace>(AT_ONCE)
  const renderers = new Set<Renderer>()
  let asked = 0
  let isHopeless = false
  turns.add({ answer: render, isReady: true })

  const startOne = () => {
    const renderer = start()
    renderers.add(renderer)
    turns.add(renderer)
    void renderer.ended.then((wasReady) => {
      renderers.delete(renderer)
      turns.remove(renderer)
      // what cannot even start will not the next time
      if (!wasReady) isHopeless = true
    })
  }
  const timer = setInterval(() => {
    const isBusy = utilization() > BUSY && asked >= MANY
    asked = 0
    const areReady = [...renderers].every(({ isReady }) => isReady)
    if (isBusy && areReady && renderers.size < most && !isHopeless) startOne()
  }, PERIOD_MS)
  timer.unref()

  return {
    async answer(request, response) {
      asked++
      const { place, done } = await turns.take()
      if (response.destroyed) return done()
      const timeout = setTimeout(done, TURN_MS)
      response.once('close', () => {
        clearTimeout(timeout)
        done()
      })
      try {
        await place.answer(request, response)
      } catch {
        // it ended just now; a page that has begun is cut off, so that nobody takes it for whole
        if (response.headersSent) response.destroy()
        else await render(request, response)
      }
    },
    stop() {
      clearInterval(timer)
      for (const renderer of renderers) renderer.stop()
    },
  }
}

function loopUtilization(): () => number {
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return utilization
  }
}
