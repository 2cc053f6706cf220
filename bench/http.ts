/** Readers of a web server: each requests one address after another over its own connection. */
import http from 'node:http'
import { SemascopeError } from '@/lib/errors'
import { percentile } from './statistics'

/** Milliseconds from the request to the last byte. */
export interface Latency {
  readonly requests: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/** Requests each path once, spread over `readers` readers. Throws with the first path that does not answer 200. */
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

/** Returns the JSON at an address. */
export async function readJsonFrom(url: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url)
  if (!answer.ok) throw new SemascopeError('internal', `${url} answered ${answer.status}`)
  return (await answer.json()) as Record<string, unknown>
}
