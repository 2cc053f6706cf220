import { describe, expect, it } from 'vitest'
import { type Job, jobKey, PAYLOADS, stageOf } from '@/lib/jobs/payloads'
import { STAGE_NAMES, stageAfter } from '@/lib/jobs/stages'

describe('jobs', () => {
  it('of one run have different keys if and only if their work differs', () => {
    const jobs: Job[] = [
      { name: 'analysis.start', payload: { runId: 1 } },
      { name: 'analysis.stage', payload: { runId: 1, stage: 'harvest', part: 0 } },
      { name: 'analysis.stage', payload: { runId: 1, stage: 'harvest', part: 1 } },
      { name: 'analysis.stage', payload: { runId: 1, stage: 'logits', part: 0 } },
      { name: 'analysis.stage', payload: { runId: 1, stage: 'logits', part: 1 } },
      { name: 'analysis.stage', payload: { runId: 1, stage: 'label', part: 0 } },
    ]
    expect(new Set(jobs.map(jobKey)).size).toBe(jobs.length)
    expect(jobs.map(stageOf)).toEqual([undefined, 'harvest', 'harvest', 'logits', 'logits', 'label'])
  })

  it('refuse an unknown stage', () => {
    expect(PAYLOADS['analysis.stage'].safeParse({ runId: 1, stage: 'dream', part: 0 }).success).toBe(false)
  })
})

describe('stages', () => {
  it('follow one another to the end', () => {
    const walked = [STAGE_NAMES[0]]
    for (let next = stageAfter(walked[0]); next; next = stageAfter(next)) walked.push(next)
    expect(walked).toEqual(STAGE_NAMES)
  })
})
