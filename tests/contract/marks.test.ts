import { describe, expect, it } from 'vitest'
import { parseListParam } from '@/lib/contract/browse-query'
import { changeWords } from '@/lib/contract/changes'
import { EntryPatchSchema, slugWords } from '@/lib/contract/lists'
import { CommentBodySchema, tag } from '@/lib/contract/marks'
import { normaliseTag } from '@/lib/contract/normalise-tag'
import { filterWords } from '@/lib/view/browse-words'

describe('tags by people', () => {
  it.each([
    ['  Opening   Quotes ', 'opening quotes'],
    ['# path', 'path'],
    ['##x', 'x'],
    ['CAFE\u0301', 'café'],
    ['c#', 'c#'],
    [' \t', ''],
  ])('%j is kept as %j', (typed, kept) => expect(normaliseTag(typed)).toBe(kept))

  it('are refused when nothing is left, when too long, or with a comma', () => {
    for (const typed of ['', '#', 'x'.repeat(41), 'a,b', 'a\u0007b'])
      expect(tag.safeParse(typed).success).toBe(false)
    expect(tag.parse('x'.repeat(40))).toHaveLength(40)
  })

  it('and stars are filters with words', () => {
    const query = parseListParam('personTags= Quotes,,%23Odd&starred=yes&starredBy=Ada')
    expect(filterWords('personTags', query)).toBe('#quotes, #odd')
    expect(filterWords('starred', query)).toBe('starred, starred by Ada')
    expect(parseListParam('personTags= , &starredBy= ')).not.toHaveProperty('personTags')
  })
})

describe('comments', () => {
  it('keep their lines and lose what is around them', () => {
    const body = { dictionary: 'a', feature: 1, person: 'Ada', text: '\n one\r\n\ttwo \n' }
    expect(CommentBodySchema.parse(body).text).toBe('one\n\ttwo')
  })
})

describe('lists', () => {
  it.each([
    ['Quotes & Räume', 'quotes-raume'],
    ['  --  ', 'list'],
    ['日本', 'list'],
    ['a'.repeat(100), 'a'.repeat(60)],
    [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
  ])('%j has an address from %j', (name, slug) => expect(slugWords(name)).toBe(slug))

  it('change either a note or a place', () => {
    expect(EntryPatchSchema.safeParse({ person: 'Ada', note: '' }).success).toBe(true)
    expect(EntryPatchSchema.safeParse({ person: 'Ada', place: 0 }).success).toBe(true)
    for (const body of [{}, { note: 'x', place: 1 }])
      expect(EntryPatchSchema.safeParse({ person: 'Ada', ...body }).success).toBe(false)
  })
})

describe('changeWords', () => {
  const list = { slug: 'q', name: 'Quotes' }
  it.each([
    [{ kind: 'star', action: 'added', text: '', list: null }, 'Star added'],
    [{ kind: 'tag', action: 'removed', text: 'odd', list: null }, 'Tag “odd” removed'],
    [{ kind: 'entry', action: 'removed', text: '', list }, 'Feature removed from “Quotes”'],
    [{ kind: 'entry', action: 'added', text: '', list }, 'Feature added to “Quotes”'],
    [{ kind: 'entry-place', action: 'edited', text: '', list }, 'Place changed in “Quotes”'],
    [{ kind: 'list', action: 'added', text: 'Quotes', list }, 'List “Quotes” added'],
    [{ kind: 'score', action: 'replaced', text: '', list: null }, 'Scores replaced'],
    [
      { kind: 'comment', action: 'added', text: 'x'.repeat(70), list: null },
      `Comment “${'x'.repeat(59)}…” added`,
    ],
  ] as const)('%j', (change, words) => expect(changeWords(change)).toBe(words))
})
