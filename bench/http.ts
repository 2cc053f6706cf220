/** Readers of a web server: each asks for one address after the other over a connection of its own. */
import http from 'node:http'
import { SemascopeError } from '@/lib/errors'
import { percentile } from './statistics'

/** Milliseconds from asking to the last byte. */
export interface Latency {
  readonly requests: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/** Asks for each path once, spread over so many readers at a time. Throws naming the first that is not answered 200. */
export async function readAll(address: string, paths: readonly string[], readers: number): Promise<Latency> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: readers })
  const times: number[] = []
  let next = 0
  const reader = async () => {
    while (next < paths.length) {
      const path = paths[next++]
      const started = performance.now()
      await get(agent, address + path)
      times.push(performance.now() - started)
    }
  }
  try {
    await Promise.all(Array.from({ length: readers }, reader))
  } finally {
    agent.destroy()
  }
  return {
    requests: times.length,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    max: percentile(times, 1),
  }
}

function get(agent: http.Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { accept: 'text/html,application/json' } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        if (answer.statusCode === 200) return resolve()
        const said = Buffer.concat(chunks).toString('utf8').slice(0, 300)
        reject(new SemascopeError('internal', `${url} answered ${answer.statusCode}: ${said}`))
      })
    })
    request.on('error', reject)
  })
}

/** The JSON of an address. */
export async function readJsonFrom(url: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url)
  if (!answer.ok) throw new SemascopeError('internal', `${url} answered ${answer.status}`)
  return (await answer.json()) as Record<string, unknown>
}
