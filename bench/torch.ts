/** Runs PyTorch in a child process for comparison, if it is installed; the product never starts Python. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { config } from '@/lib/config'
import { SemascopeError } from '@/lib/errors'
import type { Took } from './in-turn'

export interface TorchStep {
  readonly version: string
  /** Runs some steps. */
  run(steps: number): Promise<Took>
  stop(): void
}

/** Opens the PyTorch step of a kind; null if this machine's Python has no torch. */
export async function openTorchStep(
  kind: 'model' | 'dictionary',
  threads: number,
  sizes: Readonly<Record<string, number>>,
): Promise<TorchStep | null> {
  const { python, root } = config()
  const child = spawn(python, [path.join(root, 'bench/torch_step.py')], { stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = new Promise<null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', () => resolve(null))
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = () => Promise.race([lines.next().then(({ value }) => value as string | undefined), ended])
  child.stdin.on('error', () => {}) // a Python without torch ends before it reads
  child.stdin.write(`${JSON.stringify({ kind, threads, sizes })}\n`)
  const first = await answer()
  if (!first) return null
  return {
    version: JSON.parse(first).torch,
    async run(steps) {
      child.stdin.write(`${steps}\n`)
      const line = await answer()
      if (!line) throw new SemascopeError('internal', `PyTorch stopped in the middle of the ${kind} step`)
      return JSON.parse(line)
    },
    stop: () => stop(child),
  }
}

function stop(child: ChildProcess): void {
  child.stdin?.end()
}
