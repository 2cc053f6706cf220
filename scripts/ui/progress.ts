/**
 * The progress of long commands: a bar with rate and ETA on a terminal, a line from time to time where the output is
 * no terminal, or JSON lines with `--json`. Nothing else is written to standard output.
 */
import { SingleBar } from 'cli-progress'

export interface ProgressOptions {
  /** Whether to print JSON objects, one per line, instead of a bar. */
  readonly json: boolean
  /** The stream to write to; standard output by default. */
  readonly stream?: NodeJS.WriteStream
  /** Milliseconds between lines if there is no bar. Default 10 s. */
  readonly lineInterval?: number
}

interface ProgressUpdate {
  readonly done: number
  readonly total: number
  /** Values shown after the bar: loss, L0, shards … */
  readonly values?: Readonly<Record<string, number | string>>
  /** Units of work per second. */
  readonly rate?: number
  /** Seconds left. */
  readonly eta?: number
}

export interface Progress {
  /** Names the current phase; the next update starts a new bar. */
  phase(name: string): void
  update(update: ProgressUpdate): void
  /** Prints a line above the bar. */
  note(text: string): void
  /** Prints the result as JSON with `--json`, otherwise nothing. */
  result(value: Readonly<Record<string, unknown>>): void
  stop(): void
}

/** Creates a progress display. Call `stop` when the work ends, also after an error. */
export function createProgress({
  json,
  stream = process.stdout,
  lineInterval = 10_000,
}: ProgressOptions): Progress {
  if (json) return jsonLines(stream)
  return stream.isTTY ? bar(stream) : plainLines(stream, lineInterval)
}

/** Formats a duration: 3725 → "1h02m", 95 → "1m35s". */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?'
  const whole = Math.max(0, Math.round(seconds))
  if (whole >= 3600) return `${Math.floor(whole / 3600)}h${pad(Math.floor((whole % 3600) / 60))}m`
  return whole >= 60 ? `${Math.floor(whole / 60)}m${pad(whole % 60)}s` : `${whole}s`
}

/** Formats a number with three or four significant digits and short thousands: 12345 → "12.3k". */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size >= 1e6) return `${(value / 1e6).toFixed(1)}M`
  if (size >= 1e4) return `${(value / 1e3).toFixed(1)}k`
  return Number.isInteger(value) ? String(value) : value.toPrecision(4)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

function describe({ values = {}, rate, eta }: ProgressUpdate): string {
  const parts = Object.entries(values).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? formatNumber(value) : value}`,
  )
  if (rate !== undefined) parts.push(`${formatNumber(rate)}/s`)
  if (eta !== undefined) parts.push(`ETA ${formatSeconds(eta)}`)
  return parts.join(' · ')
}

function jsonLines(stream: NodeJS.WriteStream): Progress {
  const print = (value: Readonly<Record<string, unknown>>) => stream.write(`${JSON.stringify(value)}\n`)
  return {
    phase: (name) => print({ type: 'phase', name }),
    update: ({ values, ...rest }) => print({ type: 'progress', ...rest, ...values }),
    note: (text) => print({ type: 'note', text }),
    result: (value) => print({ type: 'result', ...value }),
    stop: () => {},
  }
}

function plainLines(stream: NodeJS.WriteStream, interval: number): Progress {
  let last = Number.NEGATIVE_INFINITY
  return {
    phase(name) {
      last = Number.NEGATIVE_INFINITY
      stream.write(`${name}\n`)
    },
    update(update) {
      const now = performance.now()
      if (now - last < interval && update.done < update.total) return
      last = now
      const share = update.total > 0 ? Math.floor((100 * update.done) / update.total) : 0
      stream.write(`${share}% ${update.done}/${update.total} · ${describe(update)}\n`)
    },
    note: (text) => stream.write(`${text}\n`),
    result: () => {},
    stop: () => {},
  }
}

function bar(stream: NodeJS.WriteStream): Progress {
  let current: SingleBar | null = null
  let name = ''
  const stop = () => {
    current?.stop()
    current = null
  }
  return {
    phase(next) {
      stop()
      name = next
      stream.write(`${next}\n`)
    },
    update(update) {
      const payload = { text: describe(update), name }
      if (current) {
        current.setTotal(update.total)
        current.update(update.done, payload)
        return
      }
      current = new SingleBar({
        format: '{bar} {percentage}% · {value}/{total} · {text}',
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: 24,
        hideCursor: true,
        stream,
      })
      current.start(update.total, update.done, payload)
    },
    note(text) {
      stop()
      stream.write(`${text}\n`)
    },
    result: () => {},
    stop,
  }
}
