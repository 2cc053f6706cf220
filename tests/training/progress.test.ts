import { describe, expect, it } from 'vitest'
import { createProgress, formatNumber, formatSeconds } from '@/scripts/ui/progress'

function stream(isTTY = false) {
  const lines: string[] = []
  const fake = { isTTY, write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream
  return { lines, fake }
}
const update = { done: 5, total: 10, rate: 12_345, eta: 95, values: { loss: 2.34567, dead: 12 } }

describe('createProgress', () => {
  it('prints JSON lines with --json', () => {
    const { lines, fake } = stream()
    const progress = createProgress({ json: true, stream: fake })
    progress.phase('reading')
    progress.update(update)
    progress.note('halfway')
    progress.result({ ce: 2 })
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { type: 'phase', name: 'reading' },
      { type: 'progress', done: 5, total: 10, rate: 12_345, eta: 95, loss: 2.34567, dead: 12 },
      { type: 'note', text: 'halfway' },
      { type: 'result', ce: 2 },
    ])
  })

  it('prints a line from time to time without a terminal, and always the last one', () => {
    const { lines, fake } = stream()
    const progress = createProgress({ json: false, stream: fake, lineInterval: 1e9 })
    progress.update(update)
    progress.update({ ...update, done: 6 })
    progress.update({ ...update, done: 10 })
    expect(lines).toEqual([
      '50% 5/10 · loss 2.346 · dead 12 · 12.3k/s · ETA 1m35s\n',
      '100% 10/10 · loss 2.346 · dead 12 · 12.3k/s · ETA 1m35s\n',
    ])
  })
})

describe('formatting', () => {
  it.each([
    [5, '5s'],
    [95, '1m35s'],
    [3725, '1h02m'],
    [Number.POSITIVE_INFINITY, '?'],
  ])('%d seconds are %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text))

  it.each([
    [12, '12'],
    [0.123456, '0.1235'],
    [12_345, '12.3k'],
    [36_900_000, '36.9M'],
  ])('%d is %s', (value, text) => expect(formatNumber(value)).toBe(text))
})
