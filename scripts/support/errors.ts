import { CommanderError } from 'commander'
import { messageOf, SemascopeError } from '@/lib/errors'

/** Prints an error as one line, `code: message`, and the stack only if asked for. */
export function printError(error: unknown, { debug }: { debug: boolean }): void {
  if (error instanceof CommanderError) return
  const code = error instanceof SemascopeError ? error.code : 'internal'
  process.stderr.write(`semascope: ${code}: ${messageOf(error)}\n`)
  if (debug && error instanceof Error) {
    process.stderr.write(`${error.stack ?? ''}\n`)
    if (error.cause instanceof Error) process.stderr.write(`caused by ${error.cause.stack ?? ''}\n`)
  } else if (code === 'internal') process.stderr.write('Run it again with --debug for details.\n')
}
