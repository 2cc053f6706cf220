import { randomUUID } from 'node:crypto'
import type { QueueAnswer, ScoreBody } from '@/lib/contract/studies'
import { send } from './api'

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly text: string
}

async function call(path: string, study: number, sent: { query?: string; body?: unknown }): Promise<Answer> {
  const response = await send(sent.body === undefined ? 'GET' : 'POST', path, { ...sent, params: { study } })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  }
}

const STUDY = '/studies/{study}'
const by = (annotator: string) => ({ query: annotator && `?annotator=${annotator}` })

/** Every request that there is for studies. */
export const api = {
  list: (annotator = '') => call('/studies', 0, by(annotator)),
  create: (body: unknown) => call('/studies', 0, { body }),
  get: (id: number, annotator = '') => call(STUDY, id, by(annotator)),
  next: (id: number, annotator: string) => call(`${STUDY}/next`, id, { body: { annotator } }),
  draft: (id: number, body: unknown) => call(`${STUDY}/drafts`, id, { body }),
  score: (id: number, body: unknown) => call(`${STUDY}/scores`, id, { body }),
  skip: (id: number, body: unknown) => call(`${STUDY}/skips`, id, { body }),
  undo: (id: number, body: unknown) => call(`${STUDY}/undo`, id, { body }),
  close: (id: number, annotator = 'Ada') => call(`${STUDY}/close`, id, { body: { annotator } }),
  results: (id: number) => call(`${STUDY}/results`, id, {}),
  export: (id: number, format: string) => call(`${STUDY}/export`, id, { query: `?format=${format}` }),
}

/** Full answers on an item; `level` is a number that varies them. */
export function answersOn(item: NonNullable<QueueAnswer['item']>, annotator: string, level = 0): ScoreBody {
  const activationConsistency = level % 6
  return {
    submission: randomUUID(),
    annotator,
    item: item.id,
    interpretation: `reading ${level}`,
    confidence: level % 4,
    activationConsistency,
    separation: activationConsistency === 5 ? null : level % 2,
    logitConsistency: (level + 1) % 4,
    specificity: (level + 2) % 4,
    levels: item.evidence.groups
      .filter((group) => group.level >= 0)
      .map((group) => (group.examples.length > 0 ? (level + group.level) % 6 : null)),
    milliseconds: 1000 + level,
  }
}
