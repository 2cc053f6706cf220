import { type Child, startChild } from '../support/children'

/** Starts a worker that reports its warnings. */
export function startWorkerChild(
  { computeThreads }: { readonly computeThreads: number },
  env: Readonly<Record<string, string>>,
  report: (text: string) => void,
): Child {
  const args = ['dist/worker.js', '--compute-threads', String(computeThreads)]
  return startChild({
    name: 'worker',
    args,
    env: { LOG_LEVEL: 'warn', ...env },
    onOutput: (text) => {
      for (const line of text.split('\n')) if (line.trim() !== '') report(`worker: ${readable(line)}`)
    },
  })
}

/** Returns the message of a JSON log line; other lines stay as they are. */
function readable(line: string): string {
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } }
    return [msg, err?.message].filter((part) => part !== undefined).join(': ')
  } catch {
    return line
  }
}
