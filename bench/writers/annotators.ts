/**
 * Annotators who score a study as fast as the server answers. Each keeps a list of acknowledged scores, and sends a
 * submission again until it is acknowledged, whatever happens to the server.
 */
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { QueueAnswer } from '@/lib/contract/studies'
import { SemascopeError } from '@/lib/errors'
import { Random } from '../synthetic/random'

/** A score that the server acknowledged and that was not undone. */
export interface Acknowledged {
  readonly submission: string
  readonly item: string
  readonly annotator: string
  readonly confidence: number
}

export interface Written {
  readonly acknowledged: readonly Acknowledged[]
  /** Submissions whose undoing was acknowledged too. */
  readonly undone: readonly string[]
  /** Milliseconds from first sending a score to its acknowledgement. */
  readonly times: readonly number[]
  /** Requests sent again because there was no answer, or the answer "not now". */
  readonly retries: number
}

interface Options {
  readonly address: string
  readonly study: number
  readonly annotators: number
  /** Returns true while annotators should start another item. */
  readonly goesOn: () => boolean
}

/** One score in so many is undone and given again, and one is sent twice at once. */
const UNDONE = 25
const TWICE = 20
const RETRY_MS = 250
/** Gives up a server that stays away for so long. */
const PATIENCE_MS = 90_000

export async function annotate(options: Options): Promise<Written> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: options.annotators * 2 })
  const written = {
    acknowledged: new Map<string, Acknowledged>(),
    undone: [] as string[],
    times: [] as number[],
  }
  let retries = 0
  const send = async <T>(path: string, body: object): Promise<T> => {
    for (const giveUp = Date.now() + PATIENCE_MS; ; await sleep(RETRY_MS)) {
      const answer = await post(agent, `${options.address}/api/v1/studies/${options.study}${path}`, body)
      if (answer.status >= 200 && answer.status < 300) return JSON.parse(answer.text) as T
      if (answer.status !== 0 && answer.status !== 503)
        throw new SemascopeError(
          'internal',
          `${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`,
        )
      if (Date.now() > giveUp) throw new SemascopeError('unavailable', `${path} no longer answers`)
      retries++
    }
  }

  const one = async (annotator: string, random: Random) => {
    while (options.goesOn()) {
      const { item } = await send<QueueAnswer>('/next', { annotator })
      if (!item) return
      const again = random.below(UNDONE) === 0
      for (const isLast of again ? [false, true] : [true]) {
        const score = answers(item, annotator, random)
        const started = performance.now()
        const sending = [send('/scores', score)]
        if (random.below(TWICE) === 0) sending.push(send('/scores', score))
        await Promise.all(sending)
        written.times.push(performance.now() - started)
        const { submission, confidence } = score
        written.acknowledged.set(submission, { submission, item: item.id, annotator, confidence })
        if (isLast) break
        await send('/undo', { annotator, item: item.id })
        written.acknowledged.delete(submission)
        written.undone.push(submission)
      }
    }
  }
  try {
    await Promise.all(
      Array.from({ length: options.annotators }, (_, at) => one(`annotator ${at + 1}`, new Random(at + 1))),
    )
  } finally {
    agent.destroy()
  }
  return { ...written, acknowledged: [...written.acknowledged.values()], retries }
}

function answers(item: NonNullable<QueueAnswer['item']>, annotator: string, random: Random) {
  const activationConsistency = random.below(6)
  return {
    ...{ submission: randomUUID(), annotator, item: item.id, interpretation: 'as read', milliseconds: 1000 },
    ...{ confidence: random.below(4), activationConsistency, logitConsistency: random.below(4) },
    ...{ separation: activationConsistency === 5 ? null : random.below(2), specificity: random.below(4) },
    levels: null,
  }
}

/** Returns status 0 if there was no answer or only a part of one. */
function post(agent: http.Agent, url: string, body: object): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, text: '' })
    const headers = { 'content-type': 'application/json' }
    const request = http.request(url, { method: 'POST', agent, headers, timeout: 30_000 }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', failed)
      answer.on('close', () => {
        if (answer.complete)
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })
        else failed()
      })
    })
    request.on('timeout', () => request.destroy())
    request.on('error', failed)
    request.end(JSON.stringify(body))
  })
}
