import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { StudyResults } from '@/lib/contract/study-results'
import { migrate, readMigrations } from '@/lib/db/migrate'
import { listMembers } from '@/lib/db/people/accounts'
import { listAudit } from '@/lib/db/people/audit'
import { listTokens, personByToken } from '@/lib/db/people/tokens'
import { send } from '../support/api'
import { provideDatabase, ROOT, withDatabase } from '../support/database'
import { marksApi } from '../support/marks'
import { fillOlderDatabase, olderAnswers } from '../support/older-database'
import { api } from '../support/study'

const test = withDatabase({ empty: true })
provideDatabase(test)

interface Row {
  readonly index: number
  readonly label: string | null
  readonly stars?: number
}

interface Answers {
  readonly secret: string
  /** Features by the query of their list, as JSON. */
  readonly lists: Readonly<Record<string, Row[]>>
  readonly marks: Readonly<Record<string, { marks: unknown; labels: object; scores: unknown }>>
  readonly counts: unknown
  readonly listsOfPeople: unknown
  readonly list: { readonly slug: string }
  readonly changes: Readonly<Record<'Ada' | 'Grace', unknown>>
  readonly studies: { readonly items: { readonly id: number; readonly name: string }[] }
  readonly results: StudyResults
  readonly export: string
  readonly nextOfAda: unknown
  readonly members: { readonly id: string; readonly name: string }[]
  readonly tokens: unknown
  readonly audit: { readonly items: { readonly id: number }[] }
  readonly runs: unknown
  readonly labelSearch: { readonly items: { readonly index: number }[]; readonly total: number }
}

const older = olderAnswers<Answers>()
const LIST = '/dictionaries/{dictionary}/features'
const params = { dictionary: 'synthetic.a' }

beforeAll(async () => {
  await fillOlderDatabase(test.current.pool)
  await migrate(test.current.pool, readMigrations(path.join(ROOT, 'prisma', 'migrations')))
})

async function answer(method: 'GET' | 'POST', address: string, sent: Parameters<typeof send>[2] = {}) {
  return (await send(method, address, sent)).json()
}

describe('a database of an older version, migrated', () => {
  it('lists features by computed statistics and by what people added to them', async () => {
    for (const [asked, items] of Object.entries(older.lists)) {
      const query = new URLSearchParams({ limit: '100', ...(JSON.parse(asked) as Record<string, string>) })
      const found = await answer('GET', LIST, { params, query: `?${query}` })
      // what scores of labels are made of is new
      expect(found.items, asked).toMatchObject(items)
    }
    expect(await answer('GET', `${LIST}/counts`, { params })).toEqual(older.counts)
  })

  it('keeps stars, tags, comments, labels with their history, and scores', async () => {
    for (const [feature, { marks, labels, scores }] of Object.entries(older.marks)) {
      const query = `?dictionary=synthetic.a&feature=${feature}`
      expect((await marksApi.read(query)).body, feature).toEqual(marks)
      expect((await marksApi.labels(query)).body, feature).toMatchObject(labels)
      expect((await marksApi.scores(query)).body, feature).toEqual(scores)
    }
  })

  it('finds the same labels as before', async () => {
    const query = '?dictionary=synthetic.a&q=brackets&limit=100'
    const found = await answer('GET', '/search/labels', { query })
    // how a label matches is new
    expect(found.items).toMatchObject(older.labelSearch.items)
  })

  it('keeps lists and changes', async () => {
    expect((await marksApi.lists()).body).toEqual(older.listsOfPeople)
    expect((await marksApi.list(older.list.slug)).body).toEqual(older.list)
    for (const person of ['Ada', 'Grace'] as const)
      expect((await marksApi.changes(`?person=${person}&limit=200`)).body).toEqual(older.changes[person])
  })

  it('keeps studies: closed ones with their results, an open one with its draft', async () => {
    expect(JSON.parse((await api.list('Ada')).text)).toEqual(older.studies)
    const closed = older.results.study.id
    const { summary, items, ...rest } = older.results
    const scored = items.flatMap(({ rows }) => rows.filter(({ outcome }) => outcome === 'scored'))
    expect(JSON.parse((await api.results(closed)).text)).toEqual({
      ...rest,
      items,
      summary: {
        ...summary,
        // times are those of scores since then, and p-values are adjusted: of one test not at all
        totalMilliseconds: scored.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
        tests: summary.tests.map((test) => ({ ...test, adjusted: test.p })),
      },
    })
    expect((await api.export(closed, 'jsonl')).text).toBe(older.export)
    const open = older.studies.items.find(({ id }) => id !== closed)
    expect(JSON.parse((await api.next(open?.id ?? 0, 'Ada')).text)).toEqual(older.nextOfAda)
  })

  it('keeps people, their tokens and the audit log', async () => {
    const { current } = test
    expect(await listMembers(current)).toEqual(older.members)
    const ada = older.members.find(({ name }) => name === 'Ada')
    expect(await listTokens(current, ada?.id ?? '')).toEqual(older.tokens)
    expect(await personByToken(current, older.secret)).toMatchObject({ name: 'Ada', role: 'reader' })
    // what these tests wrote stands before
    const before = older.audit.items[0].id + 1
    expect(await listAudit(current, { limit: 50, before })).toEqual(older.audit)
    expect((await answer('GET', '/runs')).items).toEqual(older.runs)
  })

  it('adds new marks after the old ones', async () => {
    const { body } = await marksApi.star<{ change: number; marks: { stars: string[] } }>({
      ...{ dictionary: 'synthetic.a', feature: 2, person: 'Edsger', starred: true },
    })
    expect(body.marks.stars).toEqual(['Ada', 'Grace', 'Edsger'])
    const starred = await answer('GET', LIST, { params, query: '?starred=yes' })
    expect(starred.items.find(({ index }: Row) => index === 2)).toMatchObject({ stars: 3 })
    expect((await marksApi.undo(body.change, { person: 'Edsger' })).status).toBe(200)
  })
})
