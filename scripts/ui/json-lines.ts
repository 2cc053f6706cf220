import type { Progress } from './events'

/** Prints every event as a JSON object on a line of its own. */
export function jsonLines(stream: NodeJS.WriteStream): Progress {
  const print = (value: Readonly<Record<string, unknown>>) => stream.write(`${JSON.stringify(value)}\n`)
  let phase = ''
  return {
    phase(name, details) {
      phase = name
      print({ type: 'phase', name, ...details })
    },
    update: ({ values, ...rest }) => print({ type: 'progress', ...rest, ...values }),
    end: ({ text, complete, details }) => print({ type: 'end', name: phase, complete, text, ...details }),
    note: (text) => print({ type: 'note', text }),
    result: (value) => print({ type: 'result', ...value }),
    stop: () => {},
  }
}
