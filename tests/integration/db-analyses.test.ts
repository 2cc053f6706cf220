import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { cleanAnalyses, createAnalysis, dropAnalysis, publishAnalysis } from '@/lib/db/analyses'
import { addAnnotation, listAnnotations } from '@/lib/db/annotations'
import { replaceComputedLabels } from '@/lib/db/computed/labels'
import { copyRows } from '@/lib/db/copy'
import { findCorpus } from '@/lib/db/corpora'
import { upsertDictionary } from '@/lib/db/dictionaries'
import { addLabel, listLabels, retireLabel } from '@/lib/db/labels'
import { storeTokens, upsertModel } from '@/lib/db/models'
import { updateRows } from '@/lib/db/partitions'
import { type Client, transaction } from '@/lib/db/transaction'
import { withDatabase } from '../support/database'
import { makeAnalysis, makeEntities, STAT_COLUMNS, statRows } from '../support/entities'

const db = withDatabase()

/** Copies rows of `STAT_COLUMNS` into the partition of an analysis. */
const writeStats = (client: Client, analysisId: number, rows: unknown[][]) =>
  copyRows(
    client,
    `feature_stat_${analysisId}`,
    [{ name: 'analysis_id', type: 'int4' }, ...STAT_COLUMNS],
    rows.map((row) => [analysisId, ...row]),
  )

/** A complete analysis whose features all have this count. */
async function filled(entities: { dictionaryId: number; corpusId: number }, count: number, dSae = 6) {
  const made = await makeAnalysis(db.current, entities)
  await transaction(db.current.pool, (client) =>
    writeStats(client, made.analysisId, statRows(0, dSae, count)),
  )
  return made
}

async function shown(dictionaryId: number) {
  const { rows } = await db.current.pool.query(
    `SELECT f."index", f.count, f.label, f.label_author, f.label_score FROM dictionary d
     JOIN feature_stat f ON f.analysis_id = d.current_analysis_id WHERE d.id = $1 ORDER BY 1`,
    [dictionaryId],
  )
  return rows
}

describe('rows of an analysis', () => {
  it('get columns that a later stage fills in, and keep the others', async () => {
    const { analysisId } = await filled(await makeEntities(db.current, 'rows'), 1)
    const changed = await transaction(db.current.pool, (client) =>
      updateRows(
        client,
        { table: 'feature_stat', analysisId },
        [
          { name: 'index', type: 'int4' },
          { name: 'loss_effect', type: 'float4' },
          { name: 'promoted_tokens', type: 'int4[]' },
        ],
        [
          [1, 0.5, [9, 8]],
          [2, null, []],
        ],
      ),
    )
    expect(changed).toBe(2)
    const { rows } = await db.current.pool.query(
      'SELECT loss_effect AS l, promoted_tokens AS p, count AS c FROM feature_stat WHERE analysis_id = $1 ORDER BY "index" LIMIT 3',
      [analysisId],
    )
    expect(rows).toEqual([
      { l: null, p: [2], c: 1 },
      { l: 0.5, p: [9, 8], c: 1 },
      { l: null, p: [], c: 1 },
    ])
  })
})

describe('publishing', () => {
  it('shows a reader the old or the new of all dictionaries, never a mixture', async () => {
    const a = await makeEntities(db.current, 'atomic-a')
    const b = await makeEntities(db.current, 'atomic-b')
    const seen = new Set<string>()
    let reading = true
    let reads = 0
    const reader = (async () => {
      while (reading) {
        // As pages read: which analyses are current in one statement, their rows in later ones.
        const current = await db.current.pool.query(
          'SELECT current_analysis_id AS id FROM dictionary WHERE id IN ($1, $2)',
          [a.dictionaryId, b.dictionaryId],
        )
        const { rows } = await db.current.pool.query(
          `SELECT string_agg(DISTINCT count::text, ',') AS counts, count(*) AS n FROM feature_stat
           WHERE analysis_id = ANY ($1)`,
          [current.rows.map(({ id }) => id)],
        )
        if (rows[0].n > 0) seen.add(`${rows[0].counts}×${rows[0].n}`)
        reads++
      }
    })()
    for (let count = 1; count <= 8; count++) {
      const ids = [(await filled(a, count)).analysisId, (await filled(b, count)).analysisId]
      await publishAnalysis(db.current.pool, ids)
      // The second read from here on began after the publishing.
      for (const before = reads; reads < before + 2; ) await sleep(1)
    }
    reading = false
    await reader
    const whole = Array.from({ length: 8 }, (_, i) => `${i + 1}×12`)
    expect(seen.size).toBe(8)
    expect([...seen].filter((state) => !whole.includes(state))).toEqual([])
  })

  it('can be repeated, supersedes the analysis before, and refuses to go back', async () => {
    const entities = await makeEntities(db.current, 'order')
    const first = await filled(entities, 1)
    const second = await filled(entities, 2)
    await publishAnalysis(db.current.pool, [first.analysisId])
    await publishAnalysis(db.current.pool, [first.analysisId])
    await publishAnalysis(db.current.pool, [second.analysisId])
    expect((await shown(entities.dictionaryId))[0].count).toBe(2)
    await expect(publishAnalysis(db.current.pool, [first.analysisId])).rejects.toThrow(/replaced by a newer/)
    await expect(publishAnalysis(db.current.pool, [99_999])).rejects.toThrow(/no analysis 99999/)
    await expect(dropAnalysis(db.current.pool, second.analysisId)).rejects.toThrow(/is the current one/)
    expect(await cleanAnalyses(db.current.pool, { graceSeconds: 3600 })).toEqual([])
    expect(await cleanAnalyses(db.current.pool, { graceSeconds: 0 })).toContain(first.analysisId)
    const { rows } = await db.current.pool.query(`SELECT to_regclass($1) AS gone`, [
      `feature_stat_${first.analysisId}`,
    ])
    expect(rows[0].gone).toBeNull()
    expect(await shown(entities.dictionaryId)).toHaveLength(6)
  })

  it('keeps one analysis of a run and dictionary however often it is created', async () => {
    const entities = await makeEntities(db.current, 'again')
    const { runId, analysisId } = await makeAnalysis(db.current, entities)
    const again = await transaction(db.current.pool, (client) =>
      createAnalysis(client, {
        ...{ ...entities, runId, preview: false },
        ...{ sequences: 1, contentTokens: 3, specialTokens: 1 },
      }),
    )
    expect(again).toBe(analysisId)
  })
})

describe('labels', () => {
  it('show the newest label of a person before the label of the rules, through retiring and publishing anew', async () => {
    const entities = await makeEntities(db.current, 'labels')
    const { dictionaryId } = entities
    const rules = (analysisId: number, text: string) =>
      transaction(db.current.pool, (client) =>
        replaceComputedLabels(
          client,
          { ...{ dictionaryId, analysisId, authorKind: 'rules', author: 'rules' }, from: 0, to: 6 },
          [
            {
              index: 1,
              text,
              hypothesis: { is: 'token' },
              score: 0.75,
              scoreKind: 'balanced',
              evidence: null,
            },
          ],
        ),
      )
    const first = await filled(entities, 1)
    await rules(first.analysisId, 'commas')
    await rules(first.analysisId, 'commas')
    await publishAnalysis(db.current.pool, [first.analysisId])
    const label = async () => {
      const row = (await shown(dictionaryId))[1]
      return [row.label, row.label_author, row.label_score]
    }
    expect(await label()).toEqual(['commas', 'rules', 0.75])
    await addLabel(db.current, { dictionaryId, index: 1, text: 'commas in lists', author: 'ada' })
    const { id } = await addLabel(db.current, {
      dictionaryId,
      index: 1,
      text: ' commas in code ',
      author: 'bob',
    })
    expect(await label()).toEqual(['commas in code', 'bob', null])
    await retireLabel(db.current, id, 'bob')
    expect(await label()).toEqual(['commas in lists', 'ada', null])

    const second = await filled(entities, 2)
    await rules(second.analysisId, 'punctuation')
    await publishAnalysis(db.current.pool, [second.analysisId])
    expect(await label()).toEqual(['commas in lists', 'ada', null])
    const all = await listLabels(db.current, dictionaryId, 1)
    expect(all.map(({ text, current }) => [text, current])).toEqual([
      ['punctuation', true],
      ['commas in code', false],
      ['commas in lists', true],
    ])
    expect((await shown(dictionaryId)).filter((row) => row.label !== null)).toHaveLength(1)
  })

  it('are refused for unknown features and wrong lengths', async () => {
    const { dictionaryId } = await makeEntities(db.current, 'refused')
    const add = (index: number, text: string) =>
      addLabel(db.current, { dictionaryId, index, text, author: 'ada' })
    await expect(add(6, 'x')).rejects.toThrow(/no feature 6/)
    await expect(add(0, '  ')).rejects.toThrow(/1 to 280/)
    await expect(add(0, 'x'.repeat(281))).rejects.toThrow(/281/)
    await add(0, '\u{1f600}'.repeat(280))
    await expect(
      db.current.pool.query(
        `INSERT INTO label (dictionary_id, "index", text, author_kind, author) VALUES ($1, 0, 'x', 'rules', 'rules')`,
        [dictionaryId],
      ),
    ).rejects.toThrow(/check constraint/)
  })
})

describe('annotations', () => {
  it('keep one current annotation per person and feature, and earlier ones as history, even if they are sent at once', async () => {
    const { dictionaryId } = await makeEntities(db.current, 'rubric')
    const scores = {
      confidence: 3,
      activationConsistency: 5,
      logitConsistency: 2,
      separation: null,
      specificity: 1,
    }
    const add = (annotator: string, interpretation: string) =>
      addAnnotation(db.current, { dictionaryId, index: 2, annotator, interpretation, ...scores })
    await Promise.all([add('ada', 'a'), add('ada', 'b'), add('bob', 'c')])
    await add('ada', 'last')
    expect(await listAnnotations(db.current, dictionaryId, 2)).toHaveLength(2)
    expect(await listAnnotations(db.current, dictionaryId, 2, { history: true })).toHaveLength(4)
    const [newest] = await listAnnotations(db.current, dictionaryId, 2)
    expect(newest).toMatchObject({ ...scores, annotator: 'ada', interpretation: 'last', retiredAt: null })
    await expect(
      addAnnotation(db.current, {
        ...{ dictionaryId, index: 2, annotator: 'ada', interpretation: '' },
        ...{ ...scores, confidence: 4 },
      }),
    ).rejects.toThrow(/outside the rubric/)
    await expect(
      addAnnotation(db.current, { dictionaryId, index: 99, annotator: 'x', interpretation: '', ...scores }),
    ).rejects.toThrow(/no feature 99/)
  })
})

describe('entities', () => {
  it('are found again by slug or hash, and refuse other weights under a taken name', async () => {
    const one = await makeEntities(db.current, 'same')
    expect(await makeEntities(db.current, 'same')).toEqual(one)
    const model = await db.current.prisma.model.findUniqueOrThrow({ where: { slug: 'same' } })
    const other = {
      slug: 'same',
      spec: model.spec as never,
      weightsHash: 'other',
      tokenizerHash: model.tokenizerHash,
    }
    await expect(upsertModel(db.current, other)).rejects.toThrow(
      /"same" belongs to a model with other weights/,
    )
    expect(await upsertModel(db.current, other, { replace: true })).toMatchObject({
      id: one.modelId,
      weightsHash: 'other',
    })
    await expect(makeEntities(db.current, 'same', 7)).rejects.toThrow()
    const dictionary = await db.current.prisma.dictionary.findUniqueOrThrow({ where: { slug: 'same.a' } })
    await expect(
      upsertDictionary(db.current, {
        ...{ slug: 'same.a', modelId: one.modelId, weightsHash: dictionary.weightsHash },
        spec: {
          ...(dictionary.spec as object),
          dIn: 8,
          dSae: 7,
          hook: dictionary.hook,
          kind: 'standard',
        } as never,
      }),
    ).rejects.toThrow(/whose dSae is 6, not 7/)
    expect(await findCorpus(db.current, 'nothing')).toBeNull()
    const sequences = await db.current.prisma.sequence.findMany({
      where: { corpusId: one.corpusId },
      orderBy: { index: 'asc' },
    })
    expect(sequences.map((s) => s.tokenIds)).toEqual([
      [0, 1, 2, 3],
      [0, 4, 5],
    ])
  })

  it('store a vocabulary once, byte for byte', async () => {
    const tokens = [0, 1, 255].map((byte, id) => ({
      id,
      bytes: Uint8Array.of(byte),
      text: `t${id}`,
      special: id === 0,
    }))
    await Promise.all([storeTokens(db.current, 'v', tokens), storeTokens(db.current, 'v', tokens)])
    const { rows } = await db.current.pool.query(
      `SELECT bytes FROM token WHERE tokenizer_hash = 'v' ORDER BY id`,
    )
    expect(rows.map((row) => [...row.bytes])).toEqual([[0], [1], [255]])
  })
})
