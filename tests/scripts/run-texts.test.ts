import { describe, expect, it } from 'vitest'
import type { RunState, StageState } from '@/lib/db/run-list'
import { describeOthers } from '@/scripts/support/go-first'
import { describeOutcome } from '@/scripts/support/outcome'
import { stageDisplay } from '@/scripts/support/stage-display'
import { createProgress } from '@/scripts/ui/progress'

const AT = new Date('2026-12-01T06:00:00Z')
const at = (seconds: number) => new Date(AT.getTime() + 1000 * seconds)

const stage = (name: string, change: Partial<StageState>): StageState => ({
  ...{ name, position: 0, status: 'waiting', done: 0, total: 0, unit: 'tokens', error: null },
  ...{ startedAt: null, updatedAt: null, finishedAt: null, rate: null, etaSeconds: null },
  ...change,
})
const run = (stages: readonly StageState[], change: Partial<RunState> = {}): RunState => ({
  ...{ id: 3, kind: 'analysis', title: 'Analyse tiny', status: 'running', attempt: 1, settings: {} },
  ...{ provenance: {}, error: null, createdAt: AT, startedAt: AT, finishedAt: null },
  stages,
  ...change,
})
const done = (name: string, from: number, to: number, change: Partial<StageState> = {}) =>
  stage(name, {
    ...{ status: 'succeeded', done: 1200, total: 1200, startedAt: at(from), finishedAt: at(to) },
    ...change,
  })

describe('the stages of a run', () => {
  it('each begin and end once, also those between two looks and those that ended before', () => {
    const lines: string[] = []
    const fake = { write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream
    const progress = createProgress({ json: false, stream: fake })
    const show = stageDisplay(progress, at(10))
    const first = done('corpus', 0, 5)
    const running = { status: 'running', done: 600, total: 1200, startedAt: at(5) } as const
    show(run([first, stage('harvest', running), stage('publish', {})]))
    show(run([first, stage('harvest', running), stage('publish', {})]))
    const end = done('publish', 65, 65.4, { done: 1, total: 1, unit: 'dictionaries', rate: 2.5 })
    show(run([first, done('harvest', 5, 65, { rate: 20 }), end]))
    show(run([first, done('harvest', 5, 65, { rate: 20 }), end]))
    expect(lines.join('')).toBe(
      'run 3, Analyse tiny: goes on at harvest\n' +
        'run 3 harvest, 1,200 tokens: 1,200 tokens in 1m00s, 20/s\n' +
        'run 3 publish, 1 dictionary: 1 dictionary in 0.4s\n',
    )
  })
})

describe('what is said of a run', () => {
  it('names other unfinished runs, the oldest first', () => {
    const harvesting = [done('corpus', 0, 5), stage('harvest', { status: 'running' })]
    expect(describeOthers([run(harvesting)])).toBe(
      'also unfinished: run 3 (Analyse tiny, in harvest). It goes on after this one, or where a worker is free; ' +
        '"semascope run cancel 3" drops it',
    )
    const five = [7, 6, 5, 4, 3].map((id) => run([], { id, status: 'queued' }))
    expect(describeOthers(five)).toBe(
      'also unfinished: run 3 (Analyse tiny, waiting), run 4 (Analyse tiny, waiting), run 5 (Analyse tiny, waiting), ' +
        '2 more. They go on after this one, or where a worker is free; "semascope run cancel 3" drops the first',
    )
  })

  it('ends with the figures of its text and of each dictionary', () => {
    const neurons = {
      slug: 'tiny.neurons',
      features: 40,
      dead: 0,
      l0: 12.34,
      ceRecovered: 1,
      isNeurons: true,
    }
    const d1 = { slug: 'tiny.d1', features: 4096, dead: 17, l0: 22.71, ceRecovered: 0.9496, isNeurons: false }
    const outcome = { tokens: 1_000_038, documents: 37, leftOut: { duplicates: 963, skipped: 1 } }
    expect(describeOutcome({ ...outcome, dictionaries: [d1, neurons] })).toBe(
      '  1,000,038 tokens of 37 documents; left out: 963 near-duplicates and 1 file without text\n' +
        '  tiny.d1       4,096 features, 17 never active, L0 22.7, loss recovered 95.0 %\n' +
        '  tiny.neurons  40 neurons, L0 12.3',
    )
    const unmeasured = { ...d1, dead: null, l0: null, ceRecovered: null }
    const none = { duplicates: 0, skipped: 0 }
    expect(describeOutcome({ ...outcome, leftOut: none, dictionaries: [unmeasured] })).toBe(
      '  1,000,038 tokens of 37 documents, none left out\n  tiny.d1  4,096 features, L0 and loss not measured',
    )
  })
})
