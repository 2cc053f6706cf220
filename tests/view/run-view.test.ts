import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { StageTable } from '@/app/_runs/stage-table'
import type { Run, Stage } from '@/lib/contract/schemas'
import { formatDuration, formatRate } from '@/lib/view/duration'
import { paceOf, placeOf, runName } from '@/lib/view/run-view'

const stage = (change: Partial<Stage>): Stage => ({
  name: 'harvest',
  status: 'waiting',
  done: 0,
  total: 1000,
  unit: 'tokens',
  rate: null,
  etaSeconds: null,
  error: null,
  startedAt: null,
  updatedAt: null,
  finishedAt: null,
  ...change,
})

describe('a run in words', () => {
  const running = stage({ status: 'running', done: 250, rate: 12_345, etaSeconds: 59.6 })
  const run = {
    id: 1,
    status: 'running',
    stages: [stage({ name: 'corpus', status: 'succeeded' }), running],
  } as Run

  it('says where it is and how fast', () => {
    expect(placeOf(run)).toBe('stage 2 of 2, harvest, 250 of 1\u202f000 tokens')
    expect(paceOf(running)).toBe('12\u202f300 tokens/s, 1 min left in this stage')
    expect(paceOf(stage({}))).toBe('')
  })

  it('is named by what tells it from other runs of the model', () => {
    const named = (...dictionaries: string[]) => runName({ title: 'Analyse one-layer-a', dictionaries })
    expect(named()).toBe('Analyse one-layer-a')
    expect(named('one-layer-a.a0', 'one-layer-a.a2')).toBe('Analyse one-layer-a: a0, a2')
    expect(named('m.1', 'm.2', 'm.3', 'm.4', 'm.5')).toBe('Analyse one-layer-a: 1, 2, 3 and 2 more')
  })

  it('shows each stage in its own state', () => {
    const stateOf = (status: Stage['status']) =>
      renderToStaticMarkup(StageTable({ stages: [stage({ status, error: 'out of disk' })] }))
    expect(stateOf('waiting')).toContain('>waiting<')
    expect(stateOf('waiting')).not.toContain('finished')
    expect(stateOf('succeeded')).toContain('>finished<')
    expect(stateOf('cancelled')).toContain('>cancelled<')
    expect(stateOf('failed')).toContain('failed: out of disk')
    expect(stateOf('running')).toContain('role="progressbar"')
  })
})

describe('durations and rates', () => {
  it.each([
    [0.2, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [3599, '1 h'],
    [7500, '2 h 5 min'],
    [null, '—'],
  ])('%s s is %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text))

  it('keeps three figures of a rate', () => {
    expect(formatRate(987.4, 'tokens')).toBe('987 tokens/s')
    expect(formatRate(2.25, 'features')).toBe('2.3 features/s')
  })
})
