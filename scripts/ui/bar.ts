import { SingleBar } from 'cli-progress'
import type { Progress, ProgressUpdate } from './events'
import { describeUpdate, formatExact, percentOf } from './numbers'

const CELLS = 24
const DEFAULT_COLUMNS = 80

/**
 * Draws a bar on a terminal. The cursor stays visible and lines keep wrapping, so that there is nothing to restore however
 * the process ends; a text that would not fit on its line is cut.
 */
export function createBar(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | null = null
  let phase = ''
  let current: ProgressUpdate | null = null
  const draw = (update: ProgressUpdate, text: string) => {
    const share = update.total > 0 ? Math.min(1, update.done / update.total) : 0
    const full = Math.floor(CELLS * share)
    const line = `${'█'.repeat(full)}${'░'.repeat(CELLS - full)} ${percentOf(update)}% · ${text}`
    const payload = { line: line.slice(0, (stream.columns || DEFAULT_COLUMNS) - 1) }
    if (bar) bar.update(update.done, payload)
    else {
      bar = new SingleBar({
        format: '{line}',
        hideCursor: false,
        linewrap: true,
        gracefulExit: false,
        emptyOnZero: true,
        stream,
      })
      bar.start(Math.max(1, update.total), update.done, payload)
    }
    current = update
  }
  const stop = () => {
    bar?.stop()
    bar = null
    current = null
  }
  return {
    phase(name) {
      stop()
      phase = name
      stream.write(`${name}\n`)
    },
    update(update) {
      const counts = `${formatExact(update.done)} of ${formatExact(update.total)} ${update.unit ?? ''}`.trim()
      draw(update, [counts, describeUpdate(update)].filter(Boolean).join(' · '))
    },
    end({ text, complete }) {
      if (complete) {
        const total = current?.total || 1
        draw({ done: total, total }, text)
        stop()
        return
      }
      stop()
      stream.write(`${phase}: ${text}\n`)
    },
    note(text) {
      stop()
      stream.write(`${text}\n`)
    },
    result: () => {},
    stop,
  }
}
