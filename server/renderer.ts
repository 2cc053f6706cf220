import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createProxyServer } from 'httpxy'
import { childEnvironment, config } from '@/lib/config'
import type { Answer } from './pages'

/** Another process that renders pages for this one. */
export interface Renderer {
  /** Whether it listens already, and has not ended. */
  readonly isReady: boolean
  /** Whether it was ready ever. */
  readonly ended: Promise<boolean>
  /** Rejects when it could not answer; nothing is lost then unless headers were sent. */
  readonly answer: Answer
  stop(): void
}

/** Starts one. It ends with this process. */
export function startRenderer(): Renderer {
  const socket = privateSocket()
  const child = fork(path.join(config().distDir, 'server.js'), [socket.path], {
    env: childEnvironment() as NodeJS.ProcessEnv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const agent = new Agent({ keepAlive: true })
  const proxy = createProxyServer({ target: { socketPath: socket.path }, agent })
  let isReady = false
  let wasReady = false
  child.once('message', () => {
    isReady = true
    wasReady = true
  })
  const ended = new Promise<boolean>((resolve) => {
    const end = () => {
      isReady = false
      agent.destroy()
      socket.remove()
      resolve(wasReady)
    }
    child.once('exit', end)
    child.once('error', end)
  })
  return {
    get isReady() {
      return isReady
    },
    ended,
    answer: (request, response) => proxy.web(request, response),
    stop() {
      child.kill('SIGTERM')
      socket.remove()
    },
  }
}

let sockets = 0

/** A socket that only this user's processes reach. */
function privateSocket(): { path: string; remove: () => void } {
  if (process.platform === 'win32')
    return { path: `\\\\.\\pipe\\semascope-pages-${process.pid}-${++sockets}`, remove: () => undefined }
  const folder = mkdtempSync(path.join(tmpdir(), 'semascope-pages-'))
  return {
    path: path.join(folder, 'socket'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
