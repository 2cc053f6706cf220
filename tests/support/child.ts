import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { ROOT } from './database'

/** A TypeScript file that runs in its own process and communicates by lines. */
export interface Child {
  readonly process: ChildProcess
  /** Returns the next line since the start that matches; fails after `timeoutMs` or at the end of the process. */
  line(matches: RegExp, timeoutMs?: number): Promise<string>
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Compiles `tests/support/<name>.ts` and starts it with `args`. */
export async function startChild(name: string, args: readonly string[]): Promise<Child> {
  const outfile = path.join(ROOT, 'node_modules', '.cache', 'semascope-tests', `${name}-${process.pid}.mjs`)
  mkdirSync(path.dirname(outfile), { recursive: true })
  await build({
    entryPoints: [path.join(ROOT, 'tests', 'support', `${name}.ts`)],
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', alias: { '@': ROOT } },
    logLevel: 'error',
  })
  const child = spawn(process.execPath, [outfile, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const check of waiting) check()
  }
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      wake()
    })
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve()
      setTimeout(wake, 100)
    })
  })
  return {
    process: child,
    line(matches, timeoutMs = 30_000) {
      return new Promise((resolve, reject) => {
        const check = () => {
          const found = lines.findIndex((line) => matches.test(line))
          const over = child.exitCode !== null || child.signalCode !== null
          if (found < 0 && !over) return
          waiting.delete(check)
          clearTimeout(timer)
          if (found < 0) reject(new Error(`${name} ended before printing ${matches}:\n${lines.join('\n')}`))
          else resolve(lines.splice(found, 1)[0] ?? '')
        }
        const timer = setTimeout(() => {
          waiting.delete(check)
          reject(new Error(`${name} did not print ${matches} in time:\n${lines.join('\n')}`))
        }, timeoutMs)
        waiting.add(check)
        check()
      })
    },
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await exited
    },
  }
}
