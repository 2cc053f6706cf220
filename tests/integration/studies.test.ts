import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import { FeaturesQuerySchema } from '@/lib/contract/browse-query'
import { QueueAnswerSchema, type ScoreBody } from '@/lib/contract/studies'
import { StudyResultsSchema } from '@/lib/contract/study-results'
import { getPublished } from '@/lib/db/published'
import { listFeatures } from '@/lib/db/queries/browse'
import { readFeature } from '@/lib/db/queries/feature'
import { featureStudyScore } from '@/lib/db/queries/studies'
import { provideDatabase, withDatabase } from '../support/database'
import { marksApi } from '../support/marks'
import { type Answer, answersOn, api } from '../support/study'

const test = withDatabase()
provideDatabase(test)
const FEATURES = 80

beforeAll(async () => {
  for (const slug of ['a', 'neurons', 'random1'])
    await fillSynthetic(test.current, { features: FEATURES, examples: 75, slug, preview: false })
  await sql(`UPDATE dictionary SET kind = 'neurons' WHERE slug = 'synthetic.neurons'`)
  await sql(
    `WITH control AS (
       INSERT INTO model (slug, spec, weights_hash, tokenizer_hash, shuffled)
       SELECT 'shuffled-3', spec, 'of the control', tokenizer_hash,
              jsonb_build_object('of', slug, 'ofHash', weights_hash, 'seed', 3) FROM model RETURNING id)
     UPDATE dictionary SET model_id = control.id FROM control WHERE slug = 'synthetic.random1'`,
  )
  await sql(`UPDATE feature_stat SET label = 'secret ' || index WHERE label IS NOT NULL`)
})

function sql<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  return test.current.pool.query<T>(text, values).then(({ rows }) => rows)
}

const SOURCES = [
  { dictionary: 'synthetic.a', role: 'features' },
  { dictionary: 'synthetic.neurons', role: 'neurons' },
  { dictionary: 'synthetic.random1', role: 'control' },
]

async function make(overrides: Record<string, unknown> = {}): Promise<number> {
  const answer = await api.create({
    ...{ annotator: 'Ada', name: 'Round', sources: SOURCES, itemsEach: 4, annotators: 2, seed: 7 },
    ...overrides,
  })
  expect(answer.text).toContain('"status":"open"')
  expect(answer.status).toBe(201)
  return (JSON.parse(answer.text) as { id: number }).id
}

async function take(study: number, annotator: string) {
  const answer = await api.next(study, annotator)
  expect(answer.status).toBe(200)
  return QueueAnswerSchema.parse(JSON.parse(answer.text))
}

const message = (answer: Answer) =>
  (JSON.parse(answer.text) as { error: { code: string; message: string } }).error

describe('making a study', () => {
  it('draws the same features for the same seed, under other identifiers', async () => {
    const drawn = (study: number) =>
      sql<{ id: string; name: string }>(
        `SELECT id, dictionary_id || '/' || "index" AS name FROM study_item WHERE study_id = $1 ORDER BY 2`,
        [study],
      )
    const [one, two, other] = [await make(), await make(), await make({ seed: 8 })]
    const [first, second, third] = [await drawn(one), await drawn(two), await drawn(other)]
    expect(first).toHaveLength(12)
    expect(second.map((item) => item.name)).toEqual(first.map((item) => item.name))
    expect(third.map((item) => item.name)).not.toEqual(first.map((item) => item.name))
    expect(second.map((item) => item.id).some((id) => first.some((item) => item.id === id))).toBe(false)
  })

  it('leaves out features that fire on too few tokens', async () => {
    const study = await make({ minFirings: 500 })
    const rows = await sql<{ least: number }>(
      `SELECT min(f.count) AS least FROM study_item i JOIN dictionary d ON d.id = i.dictionary_id
         JOIN feature_stat f ON f.analysis_id = d.current_analysis_id AND f.index = i."index"
        WHERE i.study_id = $1`,
      [study],
    )
    expect(rows[0].least).toBeGreaterThanOrEqual(500)
  })

  it.each([
    [{ itemsEach: 81 }, /synthetic\.a has \d+ features that fire on 20 tokens/],
    [{ sources: [{ dictionary: 'synthetic.a', role: 'neurons' }] }, /synthetic\.a is not a neuron basis/],
    [
      { sources: [{ dictionary: 'synthetic.neurons', role: 'control' }] },
      /synthetic\.neurons is a neuron basis/,
    ],
    [
      { sources: [{ dictionary: 'synthetic.random1', role: 'features' }] },
      /synthetic\.random1 belongs to shuffled weights, so its role in a study must be control/,
    ],
    [{ sources: [SOURCES[0], SOURCES[0]] }, /synthetic\.a is in the study twice/],
    [{ sources: [{ dictionary: 'nowhere', role: 'features' }] }, /there is no dictionary "nowhere"/],
    [{ annotators: 0 }, /annotators/],
    [{ name: '' }, /name/],
  ])('refuses %j by name', async (overrides, says) => {
    const answer = await api.create({
      ...{ annotator: 'Ada', name: 'Round', sources: SOURCES, itemsEach: 4, ...overrides },
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(message(answer).message).toMatch(says)
  })

  it('refuses dictionaries whose text would tell them apart', async () => {
    const shrink = (by: number) =>
      sql(
        `UPDATE analysis SET sequences = sequences + $1
          WHERE dictionary_id = (SELECT id FROM dictionary WHERE slug = 'synthetic.random1')`,
        [by],
      )
    await shrink(-10)
    const answer = await api.create({ annotator: 'Ada', name: 'Round', sources: SOURCES, itemsEach: 4 })
    await shrink(10)
    expect(message(answer).message).toMatch(/different amounts of text/)
  })
})

describe('the queue', () => {
  it('resumes the current item with its draft, undoes, skips, and ends', async () => {
    const study = await make({ itemsEach: 2, annotators: 1 })
    const first = await take(study, 'Ada')
    expect(first.progress).toEqual({ scored: 0, skipped: 0, left: 6 })
    const item = first.item!
    const body = answersOn(item, 'Ada', 3)
    const { submission: _, annotator, item: id, milliseconds, ...draft } = body
    await api.draft(study, { annotator, item: id, milliseconds: 400, draft: { ...draft, specificity: null } })
    const again = await take(study, 'Ada')
    expect(again.item).toMatchObject({ id, milliseconds: 400, draft: { ...draft, specificity: null } })

    expect((await api.score(study, body)).status).toBe(201)
    const second = await take(study, 'Ada')
    expect(second.item?.id).not.toBe(id)
    expect(second.previous).toBe(id)

    const undone = QueueAnswerSchema.parse(JSON.parse((await api.undo(study, { annotator, item: id })).text))
    expect(undone.item).toMatchObject({ id, draft })
    expect(undone.progress).toEqual({ scored: 0, skipped: 0, left: 6 })
    // a late repetition of what was undone is acknowledged as it was, and stores nothing
    expect((await api.score(study, body)).status).toBe(201)
    expect((await take(study, 'Ada')).progress.scored).toBe(0)

    await api.skip(study, { annotator, item: id, reason: 'unreadable', milliseconds: 10 })
    expect(await take(study, 'Ada')).toMatchObject({
      item: { id: second.item?.id },
      progress: { skipped: 1, left: 5 },
    })
    for (let at = 0; at < 5; at++) {
      const held = await take(study, 'Ada')
      expect((await api.score(study, answersOn(held.item!, 'Ada', at))).status).toBe(201)
    }
    expect(await take(study, 'Ada')).toMatchObject({
      item: null,
      progress: { scored: 5, skipped: 1, left: 0 },
    })
    expect(await take(study, 'Bob')).toMatchObject({ item: null, progress: { scored: 0, left: 0 } })
  })

  it('gives an abandoned item to another person, but not an item with answers', async () => {
    const study = await make({ itemsEach: 1, annotators: 1, sources: [SOURCES[0]] })
    const held = await take(study, 'Ada')
    expect((await take(study, 'Bob')).item).toBeNull()
    const age = () =>
      sql(`UPDATE study_assignment SET touched_at = now() - interval '1 day' WHERE study_id = $1`, [study])
    await age()
    expect((await take(study, 'Bob')).item?.id).toBe(held.item?.id)
    const late = await api.score(study, answersOn(held.item!, 'Ada'))
    expect([late.status, message(late).message]).toEqual([
      404,
      expect.stringContaining('Ada has not been given'),
    ])
    const { submission: _, annotator, item, milliseconds, ...draft } = answersOn(held.item!, 'Bob')
    expect((await api.draft(study, { annotator, item, milliseconds, draft })).status).toBe(200)
    await age()
    expect((await take(study, 'Eve')).item).toBeNull()
  })

  it('accepts answers only from the person who has the item, once, in range, while the study is open', async () => {
    const study = await make()
    const elsewhere = await make()
    const { item } = await take(study, 'Ada')
    const good = answersOn(item!, 'Ada', 3)
    const refused: [Partial<ScoreBody> | { levels: unknown }, number][] = [
      [{ annotator: 'Eve' }, 404],
      [{ confidence: 4 }, 422],
      [{ confidence: -1 }, 422],
      [{ specificity: 1.5 }, 422],
      [{ separation: null }, 422],
      [{ activationConsistency: 5 }, 422],
      [{ interpretation: '  ' }, 422],
      [{ levels: null }, 422],
      [{ levels: good.levels!.map(() => null) }, 422],
      [{ levels: good.levels!.slice(1) }, 422],
      [{ levels: good.levels!.map(() => 6) }, 422],
      [{ milliseconds: -1 }, 422],
      [{ submission: 'x' }, 422],
      [{ annotator: ' ' }, 422],
    ]
    for (const [change, status] of refused)
      expect([change, (await api.score(study, { ...good, ...change })).status]).toEqual([change, status])
    expect((await api.score(elsewhere, good)).status).toBe(404)
    expect((await api.score(study, good)).status).toBe(201)
    expect((await api.score(study, { ...good, confidence: 0 })).status).toBe(409)
    expect((await api.score(study, { ...good, submission: crypto.randomUUID() })).status).toBe(409)
    expect(
      (await api.skip(study, { annotator: 'Ada', item: item!.id, reason: 'display', milliseconds: 1 }))
        .status,
    ).toBe(409)
    await api.close(study)
    // what was acknowledged stays acknowledged; nothing new comes in
    expect((await api.score(study, good)).status).toBe(201)
    expect((await api.next(study, 'Bob')).status).toBe(409)
    expect((await api.undo(study, { annotator: 'Ada', item: item!.id })).status).toBe(409)
  })
})

describe('exactly once', () => {
  it('keeps every acknowledged score of concurrent writers that repeat requests, until the study closes', async () => {
    const study = await make({ itemsEach: 20, annotators: 3, sources: SOURCES.slice(0, 2) })
    const acknowledged = new Map<string, number>()
    const annotators = Array.from({ length: 12 }, (_, at) => `person ${at}`)
    await Promise.all(
      annotators.map(async (annotator, at) => {
        for (let turn = 0; ; turn++) {
          const answer = await api.next(study, annotator)
          if (answer.status === 409) return
          const { item } = QueueAnswerSchema.parse(JSON.parse(answer.text))
          if (!item) return
          const body = answersOn(item, annotator, at + turn)
          // the same submission twice at once, as after a lost answer
          const both = await Promise.all([api.score(study, body), api.score(study, body)])
          for (const one of both) if (one.status === 201) acknowledged.set(body.submission, at + turn)
          if (at === 0 && turn === 7) await api.close(study)
        }
      }),
    )
    await api.close(study)
    const lines = (await api.export(study, 'jsonl')).text.trim().split('\n')
    const rows = lines.map((line) => JSON.parse(line) as { submission: string; interpretation: string })
    expect(rows.map((row) => row.submission).sort()).toEqual([...acknowledged.keys()].sort())
    for (const row of rows) expect(row.interpretation).toBe(`reading ${acknowledged.get(row.submission)}`)
    const [{ most }] = await sql<{ most: number }>(
      `SELECT max(n) AS most FROM (SELECT count(*) n FROM study_score WHERE study_id = $1 GROUP BY item_id) x`,
      [study],
    )
    expect(most).toBeLessThanOrEqual(3)
    expect(rows.length).toBeGreaterThan(20)
  })
})

describe('blinding', () => {
  const NUMBERS: Record<string, [low: number, high: number]> = {
    level: [-1, 10],
    selected: [0, 20],
    milliseconds: [0, 5000],
    scored: [0, 12],
    skipped: [0, 12],
    left: [0, 12],
    items: [12, 12],
    annotators: [2, 2],
    scores: [0, 24],
    places: [24, 24],
    total: [0, 14],
    confidence: [0, 3],
    activationConsistency: [0, 5],
    separation: [0, 1],
    logitConsistency: [0, 3],
    specificity: [0, 3],
    levels: [0, 5],
  }
  const WORDS = new Set(
    'id item items evidence groups examples tokens text hex level selected raised progress scored skipped left previous draft milliseconds name status annotators asksLevels scores places createdBy createdAt closedAt mine nextCursor submission total saved interpretation confidence activationConsistency separation logitConsistency specificity levels error code message details path'.split(
      ' ',
    ),
  )

  /** What is wrong with an answer: unknown keys, and numbers outside the range that their key may have. */
  function leaks(value: unknown, key: string, study: number): string[] {
    if (Array.isArray(value)) return value.flatMap((part) => leaks(part, key, study))
    if (value !== null && typeof value === 'object')
      return Object.entries(value).flatMap(([name, part]) => [
        ...(WORDS.has(name) ? [] : [`key ${name}`]),
        ...leaks(part, name, study),
      ])
    if (typeof value !== 'number' || (key === 'id' && value === study)) return []
    const [low, high] = NUMBERS[key] ?? [1, 0]
    return Number.isInteger(value) && value >= low && value <= high ? [] : [`${key} ${value}`]
  }

  it('holds in every answer that an annotator can get', async () => {
    const study = await make()
    await sql('DELETE FROM study_score WHERE study_id <> $1', [study])
    const drawn = await sql<{ dictionary: string; feature: number }>(
      `SELECT d.slug AS dictionary, i."index" AS feature FROM study_item i
         JOIN dictionary d ON d.id = i.dictionary_id WHERE i.study_id = $1`,
      [study],
    )
    const made = await marksApi.makeList<{ list: { slug: string } }>({ person: 'Ada', name: 'Whispers' })
    for (const on of drawn) {
      const mark = { ...on, person: 'Ada' }
      await marksApi.star({ ...mark, starred: true })
      await marksApi.tag({ ...mark, tag: 'whispered' })
      await marksApi.comment({ ...mark, text: 'whispering' })
      await marksApi.addEntry(made.body.list.slug, { ...mark, note: 'whispers' })
    }
    const heard: Answer[] = [await api.get(study), await api.get(study, 'Ada')]
    const items: Answer[] = []
    for (let turn = 0; turn < 12; turn++) {
      const answer = await api.next(study, 'Ada')
      items.push(answer)
      const { item } = QueueAnswerSchema.parse(JSON.parse(answer.text))
      const body = answersOn(item!, 'Ada', turn)
      const { submission: _s, annotator, item: id, milliseconds, ...draft } = body
      heard.push(await api.draft(study, { annotator, item: id, milliseconds, draft }))
      heard.push(
        turn % 4 === 0
          ? await api.skip(study, { annotator, item: id, reason: 'recognised', milliseconds })
          : await api.score(study, body),
      )
      if (turn === 6) {
        heard.push(
          await api.undo(study, { annotator, item: id }),
          await api.score(study, { ...body, submission: crypto.randomUUID() }),
        )
      }
      heard.push(await api.score(study, { ...body, submission: crypto.randomUUID() }))
      heard.push(await api.score(study, { ...body, annotator: 'Eve' }))
      heard.push(await api.draft(study, { ...body, item: study }))
    }
    heard.push(await api.next(study, 'Ada'), await api.results(study))
    for (const format of ['csv', 'jsonl', 'codebook']) heard.push(await api.export(study, format))
    expect(heard.slice(-4).map((answer) => answer.status)).toEqual([403, 403, 403, 403])

    const secrets = await sql<{ secret: string }>(
      `SELECT d.slug AS secret FROM dictionary d
       UNION SELECT f.label FROM feature_stat f WHERE f.label IS NOT NULL
       UNION SELECT f.density::text FROM feature_stat f WHERE f.density > 0
       UNION SELECT f.max_activation::text FROM feature_stat f WHERE f.max_activation > 0`,
    )
    for (const answer of [...heard, ...items]) {
      expect(leaks(JSON.parse(answer.text), '', study)).toEqual([])
      expect(secrets.filter(({ secret }) => answer.text.includes(secret))).toEqual([])
      expect(answer.text).not.toMatch(/neuron|control|synthetic|dictionar|random1|"role"|"index"|"seed"/)
      expect(answer.text).not.toMatch(/whisper|"star/i)
    }
    // the same shape, whatever the kind
    const shapes = items.map(({ text, status, headers }) => {
      const { evidence } = QueueAnswerSchema.parse(JSON.parse(text)).item!
      return {
        status,
        headers,
        levels: evidence.groups.map((group) => [group.level, group.examples.length]),
        raised: evidence.raised.length,
        keys: Object.keys(evidence).concat(Object.keys(evidence.groups[0])),
      }
    })
    for (const shape of shapes) expect(shape).toEqual(shapes[0])
  })

  it('gives identifiers and an order that say nothing', async () => {
    const study = await make({ itemsEach: 20, sources: SOURCES.slice(0, 2) })
    const stored = await sql<{ id: string }>(
      'SELECT id FROM study_item WHERE study_id = $1 ORDER BY role, "index"',
      [study],
    )
    const served: string[] = []
    for (let turn = 0; turn < 40; turn++) {
      const { item } = await take(study, 'Ada')
      served.push(item!.id)
      await api.score(study, answersOn(item!, 'Ada', turn))
    }
    const ids = stored.map((row) => row.id)
    expect([...served].sort()).toEqual([...ids].sort())
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    // Spearman's rho between orders: with 40 items ±0.6 is passed by chance once in 10,000
    const rho = (a: string[], b: string[]) => {
      const squares = a.reduce((sum, id, at) => sum + (at - b.indexOf(id)) ** 2, 0)
      return 1 - (6 * squares) / (40 * (40 ** 2 - 1))
    }
    expect(Math.abs(rho(served, ids))).toBeLessThan(0.6)
    expect(Math.abs(rho([...ids].sort(), ids))).toBeLessThan(0.6)
    expect(Math.abs(rho([...ids].sort(), served))).toBeLessThan(0.6)
  })
})

describe('features, neurons and control together', () => {
  it('make three groups, and the results say what the control is', async () => {
    const study = await make({ itemsEach: 3, annotators: 1 })
    // by role, so that the groups must come out as they went in
    const worth = { features: 14, neurons: 7, control: 2 } as const
    const roles = new Map(
      (
        await sql<{ id: string; role: keyof typeof worth }>(
          'SELECT id, role FROM study_item WHERE study_id = $1',
          [study],
        )
      ).map(({ id, role }) => [id, role]),
    )
    for (let turn = 0; turn < 9; turn++) {
      const { item } = await take(study, 'Ada')
      const body = answersOn(item!, 'Ada')
      const total = worth[roles.get(item!.id)!]
      const rubric = {
        ...{ activationConsistency: Math.min(4, total), separation: total > 4 ? 1 : 0 },
        ...{ confidence: total > 5 ? 2 : 0, logitConsistency: total > 12 ? 3 : 0, specificity: 0 },
      }
      expect((await api.score(study, { ...body, ...rubric })).status).toBe(201)
    }
    await api.close(study)
    const { study: settings, summary } = StudyResultsSchema.parse(JSON.parse((await api.results(study)).text))
    expect(summary.groups.map(({ role, items, scored, median }) => [role, items, scored, median])).toEqual([
      ['features', 3, 3, 10],
      ['neurons', 3, 3, 7],
      ['control', 3, 3, 2],
    ])
    expect(summary.tests.map(({ first, second, superiority }) => [first, second, superiority])).toEqual([
      ['features', 'neurons', 1],
      ['features', 'control', 1],
      ['neurons', 'control', 1],
    ])
    const said = Object.fromEntries(settings.sources.map((source) => [source.role, source.shuffledWeights]))
    expect(said).toMatchObject({ features: null, neurons: null, control: { of: 'synthetic', seed: 3 } })
    const rows = (await api.export(study, 'jsonl')).text.trim().split('\n')
    const exported = rows.map((row) => JSON.parse(row) as { role: string; dictionary: string })
    for (const { role, dictionary } of exported)
      expect(dictionary).toBe(SOURCES.find((source) => source.role === role)?.dictionary)
  })
})

describe('the database', () => {
  it('refuses values out of range, of the wrong type, or of another person', async () => {
    const study = await make()
    const elsewhere = await make()
    const { item } = await take(study, 'Ada')
    const other = (
      await sql<{ id: string }>('SELECT id FROM study_item WHERE study_id = $1 LIMIT 1', [elsewhere])
    )[0]
    const place = (
      await sql<{ slot: number }>('SELECT slot FROM study_assignment WHERE item_id = $1 AND annotator = $2', [
        item!.id,
        'Ada',
      ])
    )[0]
    const good: Record<string, unknown> = {
      ...{
        submission: crypto.randomUUID(),
        study_id: study,
        item_id: item!.id,
        slot: place.slot,
        annotator: 'Ada',
      },
      ...{
        asks_levels: true,
        interpretation: 'x',
        confidence: 3,
        activation_consistency: 4,
        logit_consistency: 3,
      },
      ...{ separation: 1, specificity: 3, levels: new Array(11).fill(5), milliseconds: 5 },
    }
    const insert = (change: Record<string, unknown>) => {
      const row = { ...good, ...change }
      const names = Object.keys(row)
      return sql(
        `INSERT INTO study_score (${names.join()}) VALUES (${names.map((_, at) => `$${at + 1}`).join()})`,
        Object.values(row),
      )
    }
    const bad: Record<string, unknown>[] = [
      ...[{ confidence: 4 }, { confidence: -1 }, { confidence: null }, { activation_consistency: 6 }],
      ...[{ activation_consistency: 5 }, { separation: 2 }, { separation: null }, { logit_consistency: 4 }],
      ...[{ specificity: -1 }, { specificity: 'high' }, { levels: new Array(10).fill(5) }, { levels: null }],
      ...[{ levels: new Array(11).fill(6) }, { levels: new Array(11).fill(-1) }, { asks_levels: false }],
      ...[
        { milliseconds: -1 },
        { milliseconds: 86_400_001 },
        { interpretation: '' },
        { interpretation: 'x'.repeat(2001) },
      ],
      ...[{ annotator: 'Eve' }, { slot: 3 - place.slot }, { item_id: other.id }, { study_id: elsewhere }],
      ...[{ submission: 'x' }, { item_id: crypto.randomUUID() }, { total: 14 }],
    ]
    for (const change of bad) await expect(insert(change), JSON.stringify(change)).rejects.toThrow()
    await insert({})
    await expect(insert({ submission: crypto.randomUUID() })).rejects.toThrow(/standing/)

    const statements = [
      `UPDATE study_assignment SET slot = 3 WHERE item_id = '${item!.id}' AND slot = ${place.slot}`,
      `INSERT INTO study_assignment (item_id, slot, study_id, annotators) VALUES ('${item!.id}', 3, ${study}, 2)`,
      `INSERT INTO study_assignment (item_id, slot, study_id, annotators) VALUES ('${item!.id}', 3, ${study}, 3)`,
      `UPDATE study_assignment SET annotator = 'Ada', state = 'open', claimed_at = now() WHERE item_id = '${item!.id}'`,
      `UPDATE study_assignment SET state = 'skipped' WHERE item_id = '${item!.id}' AND annotator = 'Ada'`,
      `UPDATE study_item SET role = 'neurons' WHERE study_id = ${study} AND role = 'features'`,
      `UPDATE study_item SET "index" = 100000 WHERE id = '${item!.id}'`,
      `UPDATE study SET status = 'closed' WHERE id = ${study}`,
      `UPDATE study SET annotators = 3 WHERE id = ${study}`,
      `UPDATE study SET items_each = 0 WHERE id = ${study}`,
    ]
    for (const statement of statements) await expect(sql(statement), statement).rejects.toThrow()
    await api.close(study)
    await expect(sql('UPDATE study_score SET confidence = 0 WHERE study_id = $1', [study])).rejects.toThrow(
      /closed/,
    )
  })
})

describe('results', () => {
  it('agree with the answers, and are shown on the feature only when the study is closed', async () => {
    // A feature's score averages every closed study; those of the tests above may have drawn the same features.
    await sql('TRUNCATE study CASCADE')
    const study = await make({ itemsEach: 5 })
    const given = new Map<string, number[]>()
    for (const annotator of ['Ada', 'Bob'])
      for (let turn = 0; turn < 15; turn++) {
        const { item } = await take(study, annotator)
        const body = answersOn(item!, annotator, turn * 7)
        const total =
          body.confidence +
          body.activationConsistency +
          body.logitConsistency +
          (body.separation ?? 0) +
          body.specificity
        given.set(item!.id, [...(given.get(item!.id) ?? []), total])
        await api.score(study, body)
      }
    const items = await sql<{ id: string; role: string; dictionary_id: number; index: number }>(
      'SELECT id, role, dictionary_id, "index" FROM study_item WHERE study_id = $1',
      [study],
    )
    const scores = () => featureStudyScore(test.current.pool, items[0].dictionary_id, items[0].index)
    expect(await scores()).toBeNull()
    await api.close(study)
    const mean = (id: string) => (given.get(id)![0] + given.get(id)![1]) / 2
    expect(await scores()).toEqual({ score: mean(items[0].id), scores: 2 })

    const slug = (
      await sql<{ slug: string }>('SELECT slug FROM dictionary WHERE id = $1', [items[0].dictionary_id])
    )[0].slug
    expect(
      (await readFeature(test.current.pool, await getPublished(test.current, slug), items[0].index))
        .studyScore,
    ).toEqual(await scores())
    const dictionary = await getPublished(test.current, slug)
    const [first] = (
      await listFeatures(test.current.pool, dictionary, FeaturesQuerySchema.parse({ sort: 'study' }))
    ).items
    const best = Math.max(
      ...items.filter((item) => item.dictionary_id === items[0].dictionary_id).map((item) => mean(item.id)),
    )
    expect(first.studyScore).toBe(best)

    const results = StudyResultsSchema.parse(JSON.parse((await api.results(study)).text))
    expect(results.summary.groups.map((group) => group.role)).toEqual(['features', 'neurons', 'control'])
    for (const group of results.summary.groups) {
      const means = items
        .filter((item) => item.role === group.role)
        .map((item) => mean(item.id))
        .sort((a, b) => a - b)
      expect(group).toMatchObject({ items: 5, scored: 5, scores: 10, skipped: 0, median: means[2] })
      expect(group.histogram.reduce((sum, count) => sum + count, 0)).toBe(5)
    }
    expect(results.summary.tests).toHaveLength(3)
    expect(results.items).toHaveLength(15)
    expect(results.items.every((item) => item.rows.length === 2 && item.mean === mean(item.item))).toBe(true)
    const csv = (await api.export(study, 'csv')).text
    expect(csv.split('\r\n')).toHaveLength(32)
    const codebook = (await api.export(study, 'codebook')).text
    for (const name of csv.split('\r\n')[0].split(',')) expect(codebook).toContain(`| ${name} |`)
  })
})
