import { describe, expect, it } from 'vitest'
import { RUN_KIND_NAMES, runKind, stageAfter, stageNames } from '@/lib/jobs/kinds'
import { type Job, jobKey, PAYLOADS, stageOf } from '@/lib/jobs/payloads'

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

describe('kinds of run', () => {
  it.each(RUN_KIND_NAMES)('%s goes through its stages to the end', (kind) => {
    const names = stageNames(kind)
    const walked = [names[0]]
    for (let next = stageAfter(kind, walked[0]); next; next = stageAfter(kind, next)) walked.push(next)
    expect(walked).toEqual(names)
  })

  it('are known by the text of a row, and no other text is one', () => {
    for (const kind of RUN_KIND_NAMES) expect(runKind(kind)).toBe(kind)
    expect(() => runKind('dream')).toThrow('there is no kind of run "dream"; the kinds are analysis')
  })

  it('keep the names of jobs that older versions stored', () => {
    expect(Object.keys(PAYLOADS)).toEqual(
      expect.arrayContaining(['analysis.start', 'analysis.plan', 'analysis.stage']),
    )
  })
})
