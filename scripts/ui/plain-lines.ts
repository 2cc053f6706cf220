import type { Progress } from './events'
import { describeUpdate, percentOf } from './numbers'

/**
 * Prints a line for each phase, without control characters: its name when it begins, its figures when it ends, on the same
 * line unless something is said in between. After `interval` milliseconds inside a phase, a line says how far it is.
 */
export function plainLines(stream: NodeJS.WriteStream, interval: number): Progress {
  let last = Number.NEGATIVE_INFINITY
  let phase = ''
  let isOpen = false
  const line = (text: string) => {
    stream.write(isOpen ? `\n${text}\n` : `${text}\n`)
    isOpen = false
  }
  const close = () => {
    if (isOpen) stream.write('\n')
    isOpen = false
  }
  return {
    phase(name) {
      close()
      last = Number.NEGATIVE_INFINITY
      phase = name
      isOpen = true
      stream.write(name)
    },
    update(update) {
      const now = performance.now()
      if (!Number.isFinite(interval) || (now - last < interval && update.done < update.total)) return
      last = now
      line(`${percentOf(update)}% ${update.done}/${update.total} · ${describeUpdate(update)}`)
    },
    end({ text }) {
      stream.write(isOpen ? `: ${text}\n` : `${phase}: ${text}\n`)
      isOpen = false
    },
    note: line,
    result: () => {},
    stop: close,
  }
}
