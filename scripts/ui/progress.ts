/**
 * The progress of long commands: a bar with rate and remaining time on a terminal, a line for each phase where the output
 * is no terminal, or JSON lines with `--json`. Nothing else is written to standard output.
 */
import { createBar } from './bar'
import type { Progress } from './events'
import { jsonLines } from './json-lines'
import { plainLines } from './plain-lines'

export type { Progress } from './events'

export interface ProgressOptions {
  /** Whether to print JSON objects, one per line, instead of a bar. */
  readonly json: boolean
  /** The stream to write to; standard output by default. */
  readonly stream?: NodeJS.WriteStream
  /** Milliseconds between lines inside a phase if there is no bar. By default there are none. */
  readonly lineInterval?: number
}

/** Creates a progress display. Call `stop` when the work ends, also after an error. */
export function createProgress({ json, stream = process.stdout, lineInterval }: ProgressOptions): Progress {
  if (json) return jsonLines(stream)
  return stream.isTTY ? createBar(stream) : plainLines(stream, lineInterval ?? Number.POSITIVE_INFINITY)
}
