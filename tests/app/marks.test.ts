import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { applyLabel, applyMark, applyScore, type MarkWrite } from '@/app/_ui/data/marks/apply'
import { patchRows, rereadLists } from '@/app/_ui/data/marks/list-rows'
import { orpc } from '@/app/_ui/data/orpc'
import type { Label } from '@/lib/contract/labels'
import { type Marks, NO_MARKS } from '@/lib/contract/marks'
import { shownLabel } from '@/lib/view/shown-label'

const at = '2026-01-01T00:00:00.000Z'

describe('marks before the answer of the server', () => {
  const writes: MarkWrite[] = [
    { kind: 'star', person: 'Ada', starred: true },
    { kind: 'tag', person: 'Ada', tag: 'b' },
    { kind: 'tag', person: 'Bo', tag: 'b' },
    { kind: 'tag', person: 'Ada', tag: 'a' },
    { kind: 'comment', person: 'Ada', text: 'one', at },
  ]
  const after = writes.reduce(applyMark, NO_MARKS)

  it('show every write', () => {
    expect(after.stars).toEqual(['Ada'])
    expect(after.tags.map(({ tag, by }) => [tag, by.map(({ person }) => person)])).toEqual([
      ['a', ['Ada']],
      ['b', ['Ada', 'Bo']],
    ])
    expect(after).toMatchObject({ commentCount: 1, comments: [{ person: 'Ada', text: 'one' }] })
  })

  it('say the same when a write is applied again', () =>
    expect(writes.reduce(applyMark, after)).toEqual(after))

  it('lose only what the person removes', () => {
    const removed: Marks = [
      { kind: 'star', person: 'Ada', starred: false } as const,
      { kind: 'untag', person: 'Ada', id: 1, tag: 'b' } as const,
      { kind: 'uncomment', person: 'Ada', id: after.comments[0].id } as const,
    ].reduce(applyMark, after)
    expect(removed).toMatchObject({ stars: [], comments: [], commentCount: 0 })
    expect(removed.tags.map(({ tag, by }) => [tag, by.length])).toEqual([
      ['a', 1],
      ['b', 1],
    ])
  })
})

const label = (id: number, author: string, text: string): Label => ({
  ...{ id, text, authorKind: 'person', author, createdAt: at, current: true },
  ...{ score: null, scoreKind: null, figures: null, evidence: null },
})

describe('labels and scores before the answer of the server', () => {
  it('show the written label and keep the one before as history', () => {
    const labels = applyLabel([label(7, 'Bo', 'quote'), label(5, 'Ada', 'old')], {
      ...{ person: 'Ada', text: 'new', at },
    })
    expect(shownLabel(labels)?.text).toBe('new')
    expect(labels.map(({ text, current }) => [text, current])).toEqual([
      ['new', true],
      ['quote', true],
      ['old', false],
    ])
    expect(applyLabel(labels, { person: 'Ada', text: 'new', at })).toEqual(labels)
  })

  it('keep one score of a person', () => {
    const scores = { confidence: 3, activationConsistency: 5, logitConsistency: 2, specificity: 1 }
    const write = { ...scores, separation: null, person: 'Ada', interpretation: 'x', at }
    const twice = applyScore(applyScore([], write), { ...write, confidence: 1 })
    expect(twice).toMatchObject([{ annotator: 'Ada', total: 9 }])
  })
})

describe('lists that are kept', () => {
  const client = new QueryClient()
  const keyOf = (dictionary: string, query: object) => [
    ...orpc.features.list.queryKey({ input: { params: { dictionary }, query } }),
    { analysis: 4 },
  ]
  const rows = { items: [{ index: 1, stars: 0 }, { index: 2 }], nextCursor: null }
  const plain = keyOf('a', { sort: 'density' })
  const filtered = keyOf('a', { sort: 'density', starred: 'yes' })
  const other = keyOf('b', { sort: 'density', starred: 'yes' })
  for (const key of [plain, filtered, other]) client.setQueryData(key, rows)

  it('show what was written in every row of the feature', () => {
    patchRows(client, { dictionary: 'a', feature: 1 }, { stars: 1 })
    for (const key of [plain, filtered])
      expect(client.getQueryData(key)).toMatchObject({ items: [{ index: 1, stars: 1 }, { index: 2 }] })
    expect(client.getQueryData(other)).toEqual(rows)
  })

  it('are read again only if what people write decides about their features', () => {
    rereadLists(client, { dictionary: 'a', feature: 1 })
    const isStale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated
    expect([plain, filtered, other].map(isStale)).toEqual([false, true, false])
  })
})
