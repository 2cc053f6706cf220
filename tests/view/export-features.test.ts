import { describe, expect, it } from 'vitest'
import type { FeatureRow } from '@/lib/contract/schemas'
import { csvCell, csvLine } from '@/lib/view/csv'
import { exportHead, exportLine } from '@/lib/view/export-features'

const row: FeatureRow = {
  index: 7,
  label: '=HYPERLINK("http://x","open")',
  labelAuthor: 'rules',
  labelScore: null,
  labelPrecision: null,
  labelRecall: null,
  labelActivationShare: null,
  studyScore: null,
  count: 3,
  density: 1.5e-7,
  maxActivation: 2,
  meanActivation: null,
  distinctTokens: 2,
  tags: ['context', 'ultralow'],
  singleTokenShare: 0.5,
  lossEffect: -0.25,
  encoderBias: null,
  encoderNorm: 1,
  encoderDecoderCosine: 1,
  topTokens: [{ text: ' import' }, { text: '\n' }],
  promotedTokens: [],
  sparkline: [1],
  example: { before: 'a, ', token: { text: '"b"' }, after: '\n' },
}

describe('csv', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+a', "'+a"],
    ['-a', "'-a"],
    ['@a', "'@a"],
    ['\t=1', "'\t=1"],
    [' =1', "' =1"],
    ['\r=1', '"\'\r=1"'],
    ['plain', 'plain'],
    ['a=1', 'a=1'],
    ['a,b', '"a,b"'],
    ['say "a"', '"say ""a"""'],
    ['two\nlines', '"two\nlines"'],
  ])('writes %j so that no spreadsheet runs it', (value, cell) => expect(csvCell(value)).toBe(cell))

  it('writes numbers as numbers and nothing for what is unknown', () => {
    expect(csvLine([-0.25, null, Number.NaN, 1.5e-7])).toBe('-0.25,,,1.5e-7\r\n')
  })

  it('has a cell a column', () => {
    const head = exportHead('csv').trimEnd().split(',')
    const line = exportLine('csv', { ...row, label: 'plain', example: null })
      .trimEnd()
      .split(',')
    expect(line).toHaveLength(head.length)
    expect(Object.fromEntries(head.map((name, at) => [name, line[at]]))).toMatchObject({
      index: '7',
      label: 'plain',
      loss_effect: '-0.25',
      tags: 'context ultralow',
      top_tokens: '·import ⏎',
      mean_activation: '',
    })
    expect(exportLine('csv', row)).toContain(`"'=HYPERLINK(""http://x"",""open"")"`)
  })
})

describe('jsonl', () => {
  it('is the row as the API answers it', () => {
    expect(exportHead('jsonl')).toBe('')
    const line = exportLine('jsonl', row)
    expect(line.endsWith('}\n')).toBe(true)
    expect(JSON.parse(line)).toEqual(row)
  })
})
