import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import { FeaturesQuerySchema } from '@/lib/contract/browse-query'
import { type FeatureRow, FeatureRowSchema } from '@/lib/contract/schemas'
import { addLabel, retireLabel } from '@/lib/db/labels'
import { getPublished, type Published } from '@/lib/db/published'
import { countFeatures, listFeatures } from '@/lib/db/queries/browse'
import { compareStatistics } from '@/lib/db/queries/compare'
import { exportFeatures } from '@/lib/db/queries/export-features'
import { starterFeatures } from '@/lib/db/queries/starters'
import { tagNames } from '@/lib/domain/motif'
import { COMPARED } from '@/lib/domain/statistics'
import { tokenText } from '@/lib/view/token-view'
import { provideDatabase, withDatabase } from '../support/database'

const FEATURES = 300
const test = withDatabase()
provideDatabase(test)

let source: Published
let all: FeatureRow[]

/** Every page of a list, by its cursors. */
async function listAll(query: Record<string, unknown>, limit = 37): Promise<FeatureRow[]> {
  const rows: FeatureRow[] = []
  let cursor: string | undefined
  do {
    const page = await listFeatures(
      test.current.pool,
      source,
      FeaturesQuerySchema.parse({ ...query, limit, cursor }),
    )
    rows.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return rows
}

beforeAll(async () => {
  await fillSynthetic(test.current, { features: FEATURES, examples: 1, slug: 'browse', preview: false })
  source = await getPublished(test.current, 'synthetic.browse')
  all = await listAll({ sort: 'index' }, 200)
})

const VALUE: Record<string, (row: FeatureRow) => number | null> = {
  density: (row) => row.density,
  max: (row) => row.maxActivation,
  mean: (row) => row.meanActivation,
  same: (row) => row.singleTokenShare,
  tokens: (row) => row.distinctTokens,
  loss: (row) => row.lossEffect,
  score: (row) => row.labelScore,
  bias: (row) => row.encoderBias,
  encoderNorm: (row) => row.encoderNorm,
  cosine: (row) => row.encoderDecoderCosine,
}

/** The order in JavaScript: firing features with a value by it, ties by number, then the rest by number. */
function ordered(sort: string, order: 'asc' | 'desc'): number[] {
  const sign = order === 'asc' ? 1 : -1
  const value = VALUE[sort]
  const has = (row: FeatureRow) => row.count > 0 && value(row) !== null
  const first = all.filter(has).sort((a, b) => sign * (value(a)! - value(b)!) || a.index - b.index)
  return [...first, ...all.filter((row) => !has(row))].map((row) => row.index)
}

describe('listFeatures', () => {
  it('has every feature once, also dead ones', () => {
    expect(all.map((row) => row.index)).toEqual(Array.from({ length: FEATURES }, (_, index) => index))
    expect(all.some((row) => row.count === 0)).toBe(true)
  })

  it.each(Object.keys(VALUE))('orders by %s in both directions over all pages', async (sort) => {
    for (const order of ['asc', 'desc'] as const)
      expect((await listAll({ sort, order })).map((row) => row.index)).toEqual(ordered(sort, order))
  })

  it('shuffles by seed, and the same seed gives the same order', async () => {
    const shuffle = async (seed: number) => (await listAll({ sort: 'random', seed })).map((row) => row.index)
    const once = await shuffle(1)
    expect([...once].sort((a, b) => a - b)).toEqual(all.map((row) => row.index))
    expect(await shuffle(1)).toEqual(once)
    expect(await shuffle(2)).not.toEqual(once)
  })

  it.each([
    [
      { minDensity: 0.001, maxDensity: 0.01 },
      (row: FeatureRow) => row.density >= 0.001 && row.density <= 0.01,
    ],
    [{ minMaximum: 9.5 }, (row: FeatureRow) => row.maxActivation >= 9.5],
    [{ same: 'all' }, (row: FeatureRow) => row.singleTokenShare === 1],
    [{ same: 'mixed' }, (row: FeatureRow) => row.singleTokenShare !== null && row.singleTokenShare < 1],
    [{ label: 'none' }, (row: FeatureRow) => row.label === null],
    [{ label: 'rules' }, (row: FeatureRow) => row.label !== null && row.labelAuthor === 'rules'],
    [{ label: 'person' }, (row: FeatureRow) => row.label !== null && row.labelAuthor !== 'rules'],
    [{ active: 'dead' }, (row: FeatureRow) => row.count === 0],
    [{ q: '#17' }, (row: FeatureRow) => row.index === 17],
    [{ q: 'KIND c' }, (row: FeatureRow) => row.label?.toLowerCase().includes('kind c') ?? false],
    [{ q: '100%' }, () => false],
  ])('filters by %j and counts the same', async (query, keep) => {
    const expected = all.filter(keep).map((row) => row.index)
    const rows = await listAll({ ...query, sort: 'index' })
    expect(rows.map((row) => row.index)).toEqual(expected)
    const counts = await countFeatures(test.current.pool, source, FeaturesQuerySchema.parse(query))
    expect(counts.matching).toBe(expected.length)
  })

  it('finds features by one of their top tokens', async () => {
    const token =
      all.find((row) => row.count > 0 && /^ \w{4,}$/.test(row.topTokens[0].text))?.topTokens[0].text ?? ''
    const rows = await listAll({ q: `·${token.trim()}`, sort: 'index' })
    const shown = all.filter((row) => row.topTokens.some((top) => top.text === token)).map((row) => row.index)
    expect(shown.length).toBeGreaterThan(0)
    expect(rows.map((row) => row.index)).toEqual(expect.arrayContaining(shown))
  })

  it.each([
    ['firesOn', 'token_ids'],
    ['raises', 'promoted_ids'],
  ] as const)('finds features by %s as their own lists say', async (filter, column) => {
    const { rows } = await test.current.pool.query<{ id: number; text: string }>(
      `SELECT t.id, t.text FROM token t WHERE t.tokenizer_hash = $1 AND t.text ~ '^ [a-z]{5,}$' ORDER BY t.id LIMIT 1`,
      [source.tokenizerHash],
    )
    const having = await test.current.pool.query<{ index: number }>(
      `SELECT index FROM feature_detail WHERE analysis_id = $1 AND $2 = ANY (${column}) ORDER BY index`,
      [source.analysis.id, rows[0].id],
    )
    const found = await listAll({ [filter]: `·${rows[0].text.trim()}`, sort: 'index' })
    expect(having.rows.length).toBeGreaterThan(0)
    expect(found.map((row) => row.index)).toEqual(having.rows.map(({ index }) => index))
  })

  it('begins a page at any place, like the cursors', async () => {
    const query = { sort: 'max', minDensity: 0.0005 }
    const whole = await listAll(query)
    for (const from of [0, 1, 60, whole.length - 1, whole.length]) {
      const page = await listFeatures(
        test.current.pool,
        source,
        FeaturesQuerySchema.parse({ ...query, from, limit: 10 }),
      )
      expect(page.items).toEqual(whole.slice(from, from + 10))
    }
  })

  it('counts the label of a person at once, and no longer when it is retired', async () => {
    const index = all.find((row) => row.label === null && row.count > 0)?.index ?? -1
    const marked = async () => {
      const now = await getPublished(test.current, 'synthetic.browse')
      const query = FeaturesQuerySchema.parse({ q: 'a new Label', label: 'person' })
      return [
        (await countFeatures(test.current.pool, now, query)).matching,
        (await listFeatures(test.current.pool, now, query)).items.map((row) => row.index),
      ]
    }
    expect(await marked()).toEqual([0, []])
    const { id: label } = await addLabel(test.current, {
      dictionaryId: source.id,
      index,
      text: 'A new label',
      author: 'Ada',
    })
    expect(await marked()).toEqual([1, [index]])
    await retireLabel(test.current, label, 'Ada')
    expect(await marked()).toEqual([0, []])
  })

  it('exports the filtered features in order, one per line', async () => {
    const query = FeaturesQuerySchema.parse({ sort: 'max', minMaximum: 9 })
    const read = async (format: 'csv' | 'jsonl') => {
      let text = ''
      for await (const chunk of exportFeatures(test.current.pool, source, query, format)) text += chunk
      return text
    }
    const expected = await listAll({ sort: 'max', minMaximum: 9 })
    const lines = (await read('jsonl')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(expected)
    expect((await read('csv')).startsWith('index,label,')).toBe(true)
  })

  it('gives the strongest examples of a card', async () => {
    const { items } = await listFeatures(
      test.current.pool,
      source,
      FeaturesQuerySchema.parse({ examples: 1, limit: 5 }),
    )
    for (const { examples } of items) {
      expect(examples).toHaveLength(1)
      const [example] = examples ?? []
      expect(example.activations[example.selected]).toBeGreaterThan(0)
      expect(example.tokens).toHaveLength(example.activations.length)
    }
  })

  it('refuses a cursor that is not its own', async () => {
    const query = FeaturesQuerySchema.parse({ cursor: Buffer.from('["1; drop",2]').toString('base64url') })
    await expect(listFeatures(test.current.pool, source, query)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  it('returns every stored number and token of each feature', async () => {
    const { rows } = await test.current.pool.query(
      `SELECT f.*, s.token_ids FROM feature_stat f
         LEFT JOIN sequence s ON s.corpus_id = $2 AND s.index = f.top_sequence
        WHERE f.analysis_id = $1 ORDER BY f.index`,
      [source.analysis.id, source.analysis.corpusId],
    )
    const tokens = await test.current.pool.query<{ id: number; bytes: Buffer; special: boolean }>(
      'SELECT id, bytes, special FROM token WHERE tokenizer_hash = $1',
      [source.tokenizerHash],
    )
    const byId = new Map(tokens.rows.map((row) => [row.id, row]))
    const token = (id: number) => tokenText(byId.get(id)?.bytes ?? Buffer.of(), byId.get(id)?.special)
    const together = (ids: readonly number[]) =>
      tokenText(
        Buffer.concat(ids.flatMap((id) => (byId.get(id)?.special ? [] : (byId.get(id)?.bytes ?? [])))),
      )
    for (const row of rows) {
      const at = row.top_position
      const before = row.token_ids && together(row.token_ids.slice(Math.max(0, at - 20), at))
      const after = row.token_ids && together(row.token_ids.slice(at + 1, at + 15))
      expect(all[row.index]).toEqual({
        index: row.index,
        ...{ label: row.label, labelAuthor: row.label_author, labelScore: row.label_score, studyScore: null },
        ...{ labelPrecision: row.label_precision, labelRecall: row.label_recall },
        labelActivationShare: row.label_activation_share,
        ...{ count: row.count, density: row.density, maxActivation: row.max_activation },
        ...{ meanActivation: row.mean_activation, distinctTokens: row.distinct_tokens },
        ...{ tags: row.tags && tagNames(row.tags), singleTokenShare: row.single_token_share },
        ...{ lossEffect: row.loss_effect, encoderBias: row.encoder_bias, encoderNorm: row.encoder_norm },
        encoderDecoderCosine: row.encoder_decoder_cosine,
        topTokens: row.top_tokens.slice(0, 3).map(token),
        promotedTokens: row.promoted_tokens.slice(0, 3).map(token),
        sparkline: row.sparkline,
        example: row.token_ids && {
          before: before.text,
          ...(before.hex ? { beforeHex: before.hex } : {}),
          token: token(row.token_ids[at]),
          after: after.text,
          ...(after.hex ? { afterHex: after.hex } : {}),
        },
      })
    }
    expect(all.filter(({ example }) => example === null).length).toBeGreaterThan(0)
    expect(all.filter(({ example }) => example?.beforeHex ?? example?.afterHex).length).toBeGreaterThan(0)
  })

  it('shows what people added to a feature', async () => {
    const index = all.find((row) => row.label === null && row.count > 0)?.index ?? -1
    const { id: dictionaryId } = source
    const label = { dictionaryId, index, text: 'A mark\u001f "of" theirs', author: 'Ada' }
    const { id } = await addLabel(test.current, label)
    const now = await getPublished(test.current, 'synthetic.browse')
    const query = FeaturesQuerySchema.parse({ q: '"of" theirs', examples: 1 })
    const page = await listFeatures(test.current.pool, now, query)
    expect(page.items).toMatchObject([
      {
        index,
        label: label.text,
        labelAuthor: 'Ada',
        labelScore: null,
        labelPrecision: null,
        labelRecall: null,
        labelActivationShare: null,
        examples: [{ tokens: expect.any(Array) }],
      },
    ])
    for (const item of page.items) expect(FeatureRowSchema.parse(item)).toEqual(item)
    await retireLabel(test.current, id, 'Ada')
  })
})

describe('what an empty list offers', () => {
  it('counts how many features each filter excludes, with both ends of the density together', async () => {
    const query = FeaturesQuerySchema.parse({ minDensity: 0.001, maxDensity: 1, minMaximum: 1000 })
    const { matching, without } = await countFeatures(test.current.pool, source, query)
    expect(matching).toBe(0)
    expect(without).toEqual([
      { group: 'density', count: 0 },
      { group: 'maximum', count: all.filter((row) => row.density >= 0.001).length },
    ])
  })
})

describe('the whole dictionary', () => {
  it('counts active and dead features', async () => {
    expect(await countFeatures(test.current.pool, source, FeaturesQuerySchema.parse({}))).toMatchObject({
      matching: FEATURES,
      total: FEATURES,
      often: all.filter((row) => row.count > 20).length,
      dead: all.filter((row) => row.count === 0).length,
    })
  })
})

describe('compareStatistics', () => {
  it('bins features that fire on one axis for all dictionaries, and returns their median', async () => {
    const comparisons = await compareStatistics(test.current.pool, [source, source])
    expect(comparisons.map(({ statistic }) => statistic)).toEqual(COMPARED)
    for (const { statistic, isLog, low, high, sides } of comparisons) {
      const values = all
        .flatMap((row) => (row.count > 0 ? (row[statistic] ?? []) : []))
        .filter((value) => !isLog || value > 0)
        .sort((a, b) => a - b)
      expect([low, high]).toEqual([values[0], values.at(-1)])
      const at = (value: number) =>
        isLog ? Math.log10(value / low) / Math.log10(high / low) : (value - low) / (high - low)
      const middle = (values[(values.length - 1) >> 1] + values[values.length >> 1]) / 2
      for (const { known, median, shares } of sides) {
        expect(known).toBe(values.length)
        expect(median).toBeCloseTo(middle, 5)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
        // a value at the border of two bins may be in either, by a rounding
        const upper = values.filter((value) => at(value) >= 0.5).length / known
        expect(Math.abs(shares.slice(20).reduce((sum, share) => sum + share, 0) - upper)).toBeLessThan(0.02)
      }
    }
  })
})

describe('starterFeatures', () => {
  it('returns features of different sorts, each with why, the same ones each time', async () => {
    const starters = await starterFeatures(test.current.pool, source)
    expect(starters).toHaveLength(8)
    expect(starters.every(({ feature, why }) => feature.example !== null && why !== '')).toBe(true)
    expect(new Set(starters.map(({ feature }) => feature.index)).size).toBe(8)
    expect(await starterFeatures(test.current.pool, source)).toEqual(starters)
  })
})
