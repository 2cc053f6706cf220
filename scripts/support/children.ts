/**
 * Child processes that end with this one. Ctrl-C stops them in order; if this process is killed, they end by
 * themselves, because their channel closes. Each child leads a process group, so that its own children end with it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { childEnvironment, config } from '@/lib/config'

export interface ChildSpec {
  readonly name: string
  /** Arguments of node. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Called with every piece of the child's output. */
  readonly onOutput?: (text: string) => void
}

/**
 * Settings of glibc's malloc that give freed memory back to the system; other systems ignore them. By default large blocks
 * stay in an arena for each thread that has ever run: 700 MB of an idle worker. Source: mallopt(3).
 */
const MEMORY_GIVEN_BACK = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

export interface ChildEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Child {
  readonly name: string
  readonly pid: number | undefined
  readonly ended: Promise<ChildEnd>
  /** Asks the child to stop, and kills it after `graceMs`. */
  stop(graceMs?: number): Promise<void>
  kill(): void
}

const POSIX = process.platform !== 'win32'
const GRACE_MS = 4000

export function startChild({ name, args, env = {}, onOutput }: ChildSpec): Child {
  const child = spawn(process.execPath, args, {
    cwd: config().root,
    env: childEnvironment({ ...MEMORY_GIVEN_BACK, ...env }) as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: POSIX,
    windowsHide: true,
  })
  const keep = (chunk: Buffer) => onOutput?.(chunk.toString())
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  let over = false
  const ended = new Promise<ChildEnd>((resolve) => {
    const end = (result: ChildEnd) => {
      over = true
      // Kill the processes that the child left in its group.
      if (POSIX) signalGroup(child, 'SIGKILL')
      resolve(result)
    }
    child.once('exit', (code, signal) => end({ code, signal }))
    child.once('error', (error) => {
      onOutput?.(`${error.message}\n`)
      end({ code: -1, signal: null })
    })
  })
  const kill = () => {
    if (!over) signalGroup(child, 'SIGKILL')
  }
  return {
    name,
    pid: child.pid,
    ended,
    kill,
    async stop(graceMs = GRACE_MS) {
      if (over) return
      child.kill('SIGTERM')
      const timer = setTimeout(kill, graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(POSIX ? -child.pid : child.pid, signal)
  } catch {
    // The process is already gone.
  }
}

/** Keeps the end of a stream of text, for the report when a child fails. */
export function tail(maxLines = 30): { add(text: string): void; readonly text: string } {
  let kept = ''
  return {
    add(text) {
      kept = (kept + text)
        .split('\n')
        .slice(-maxLines - 1)
        .join('\n')
    },
    get text() {
      return kept.trim()
    },
  }
}
