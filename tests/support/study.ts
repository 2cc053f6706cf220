import { randomUUID } from 'node:crypto'
import type { RouteHandler } from '@/app/api/_lib/route'
import * as close from '@/app/api/v1/studies/[study]/close/route'
import * as drafts from '@/app/api/v1/studies/[study]/drafts/route'
import * as exported from '@/app/api/v1/studies/[study]/export/route'
import * as next from '@/app/api/v1/studies/[study]/next/route'
import * as results from '@/app/api/v1/studies/[study]/results/route'
import * as study from '@/app/api/v1/studies/[study]/route'
import * as scores from '@/app/api/v1/studies/[study]/scores/route'
import * as skips from '@/app/api/v1/studies/[study]/skips/route'
import * as undo from '@/app/api/v1/studies/[study]/undo/route'
import * as studies from '@/app/api/v1/studies/route'
import type { QueueAnswer, ScoreBody } from '@/lib/contract/studies'

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly text: string
}

/** Calls a route as a browser on this machine would, without a server in between. */
async function call(
  handler: RouteHandler,
  address: string,
  params: Record<string, string>,
  body?: unknown,
): Promise<Answer> {
  const request = new Request(`http://localhost:3210/api/v1/studies${address}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { host: 'localhost:3210', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  }
}

const on = (id: number) => ({ study: String(id) })

/** Every request for studies. */
export const api = {
  list: (annotator = '') => call(studies.GET, annotator && `?annotator=${annotator}`, {}),
  create: (body: unknown) => call(studies.POST, '', {}, body),
  get: (id: number, annotator = '') =>
    call(study.GET, `/${id}${annotator && `?annotator=${annotator}`}`, on(id)),
  next: (id: number, annotator: string) => call(next.POST, `/${id}/next`, on(id), { annotator }),
  draft: (id: number, body: unknown) => call(drafts.POST, `/${id}/drafts`, on(id), body),
  score: (id: number, body: unknown) => call(scores.POST, `/${id}/scores`, on(id), body),
  skip: (id: number, body: unknown) => call(skips.POST, `/${id}/skips`, on(id), body),
  undo: (id: number, body: unknown) => call(undo.POST, `/${id}/undo`, on(id), body),
  close: (id: number, annotator = 'Ada') => call(close.POST, `/${id}/close`, on(id), { annotator }),
  results: (id: number) => call(results.GET, `/${id}/results`, on(id)),
  export: (id: number, format: string) => call(exported.GET, `/${id}/export?format=${format}`, on(id)),
}

/** Returns full answers on an item; `level` is a number that varies them. */
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
