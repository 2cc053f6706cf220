import { describe, expect, it } from 'vitest'
import { formatNumber, formatSeconds } from '@/scripts/ui/numbers'
import { createProgress } from '@/scripts/ui/progress'

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

describe('a phase that ends', () => {
  const end = { text: '10 tokens in 2s', complete: true, details: { seconds: 2 } }

  it('is one line without control characters where the output is no terminal', () => {
    const { lines, fake } = stream()
    const progress = createProgress({ json: false, stream: fake })
    progress.phase('harvest, 10 tokens')
    progress.update(update)
    progress.end(end)
    progress.phase('logits, 5 features')
    progress.note('a worker has ended')
    progress.end({ text: 'failed: no memory', complete: false })
    progress.phase('label')
    progress.stop()
    expect(lines.join('')).toBe(
      'harvest, 10 tokens: 10 tokens in 2s\nlogits, 5 features\na worker has ended\n' +
        'logits, 5 features: failed: no memory\nlabel\n',
    )
  })

  it('is an object with its figures with --json', () => {
    const { lines, fake } = stream()
    const progress = createProgress({ json: true, stream: fake })
    progress.phase('harvest', { run: 3 })
    progress.end(end)
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { type: 'phase', name: 'harvest', run: 3 },
      { type: 'end', name: 'harvest', complete: true, text: '10 tokens in 2s', seconds: 2 },
    ])
  })

  it('leaves a full bar, and a terminal with its cursor and its line wrapping', () => {
    const { lines, fake } = stream(true)
    Object.assign(fake, { columns: 60, cursorTo() {}, clearLine() {}, moveCursor() {} })
    const progress = createProgress({ json: false, stream: fake })
    progress.phase('harvest')
    progress.update({ done: 84, total: 100, rate: 12_345, eta: 95 })
    progress.end(end)
    progress.phase('publish')
    progress.end({ text: '1 dictionary', complete: true })
    progress.phase('label')
    progress.update({ done: 0, total: 1 })
    progress.end({ text: 'failed: no memory', complete: false })
    const text = lines.join('')
    expect(text).toContain('████████████████████░░░░ 84% · 84 of 100 · 12.3k/s · ETA 1')
    expect(text).not.toContain('ETA 1m35s')
    expect(text).toContain('████████████████████████ 100% · 10 tokens in 2s')
    expect(text).toContain('████████████████████████ 100% · 1 dictionary')
    expect(text).toContain('label: failed: no memory\n')
    for (const mode of ['?25l', '?7l']) expect(text).not.toContain(`\x1b[${mode}`)
  })
})

describe('formatting', () => {
  it.each([
    [0.42, '0.4s'],
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
