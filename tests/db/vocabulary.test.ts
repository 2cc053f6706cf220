import { describe, expect, it } from 'vitest'
import { vocabularyOf } from '@/lib/db/queries/vocabulary'

const TEXTS = [' import', 'import', 'Import', ' ', '\n', '·', ' ·', '··', '\t', '⏎']
const words = vocabularyOf(TEXTS.map((text, id) => ({ id, bytes: Buffer.from(text), special: false })))
const found = (typed: string) => words.find(typed).map((id) => TEXTS[id])

describe('tokens that a text means', () => {
  it('are those with and without a space, in any case for a text in lower case', () => {
    expect(found('import')).toEqual([' import', 'import', 'Import'])
    expect(found('Import')).toEqual(['Import'])
    expect(found('nothing')).toEqual([])
    expect(found('')).toEqual([])
  })

  it('begin with the space that a mark stands for', () => {
    expect(found('·import')).toEqual([' import'])
    expect(found('⇥')).toEqual(['\t'])
  })

  it('are the mark itself and what it stands for, where both are tokens', () => {
    expect(found('·')).toEqual(['·', ' ·', ' '])
    expect(found('··')).toEqual(['··'])
    expect(found('⏎')).toEqual(['⏎', '\n'])
  })
})
