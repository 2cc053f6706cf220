import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import { addAnnotation } from '@/lib/db/annotations'
import { addLabel, listLabels } from '@/lib/db/labels'
import { addTag, removeTag, setStar } from '@/lib/db/marks/feature-marks'
import { writeOnFeature } from '@/lib/db/marks/on-feature'
import { readMarks } from '@/lib/db/marks/read'
import { undoChange } from '@/lib/db/marks/undo'
import { getPublished, type Published } from '@/lib/db/published'
import { withDatabase } from '../support/database'

const test = withDatabase()
let dictionary: Published

beforeAll(async () => {
  await fillSynthetic(test.current, { features: 20, examples: 1, slug: 'a', preview: false })
  dictionary = await getPublished(test.current, 'synthetic.a')
})

const PEOPLE = Array.from({ length: 12 }, (_, at) => `person ${at}`)
const on = (index: number, person: string) => ({ dictionaryId: dictionary.id, index, person })

/** What lists show of a feature. */
async function shown(index: number) {
  const { rows } = await test.current.pool.query<{
    label: string | null
    author: string | null
    stars: number
    tags: string[]
    annotated: boolean
  }>(
    `SELECT label, label_author AS author, stars, person_tags AS tags, annotated FROM feature_stat
      WHERE analysis_id = $1 AND index = $2`,
    [dictionary.analysis.id, index],
  )
  return rows[0]
}

describe('many writers of one feature', () => {
  it('leave only current stars and tags, and lists count the same', async () => {
    await Promise.all(
      PEOPLE.map(async (person, at) => {
        const star = await setStar(test.current, { ...on(1, person), starred: true })
        await addTag(test.current, { ...on(1, person), tag: at % 2 === 0 ? 'even' : 'odd' })
        if (at % 3 === 0) await setStar(test.current, { ...on(1, person), starred: false })
        if (at % 3 === 1) await undoChange(test.current, star ?? 0, person)
      }),
    )
    const marks = await readMarks(test.current, dictionary.id, 1)
    expect(marks.stars.toSorted()).toEqual(PEOPLE.filter((_, at) => at % 3 === 2).toSorted())
    expect(await shown(1)).toMatchObject({ stars: 4, tags: ['even', 'odd'] })
    const odd = marks.tags.find(({ tag }) => tag === 'odd')?.by ?? []
    await Promise.all(odd.map(({ id, person }) => removeTag(test.current, id, person)))
    expect(await shown(1)).toMatchObject({ stars: 4, tags: ['even'] })
  })

  it('store one star, however often one person sends it at once', async () => {
    const sent = Array.from({ length: 10 }, () => setStar(test.current, { ...on(2, 'Ada'), starred: true }))
    const changes = (await Promise.all(sent)).filter((change) => change !== null)
    expect(changes).toHaveLength(1)
    expect(await shown(2)).toMatchObject({ stars: 1 })
  })

  it('are told that somebody changed the label that they saw, and store a repeated label once', async () => {
    const labelled = (author: string, text: string, basedOn?: number | null) =>
      addLabel(test.current, { dictionaryId: dictionary.id, index: 5, author, text, basedOn })
    const first = await labelled('Ada', 'a quote')
    expect(await labelled('Ada', 'a quote', 0)).toEqual({ id: first.id, change: null })
    const second = await labelled('Dan', 'an opening quote', first.id)
    await expect(labelled('Ada', 'a closing quote', first.id)).rejects.toMatchObject({
      code: 'conflict',
      details: { newer: { id: second.id, text: 'an opening quote', author: 'Dan' } },
    })
    expect(await shown(5)).toMatchObject({ label: 'an opening quote', author: 'Dan' })
    // a label that was taken back is no newer label
    await undoChange(test.current, second.change ?? 0, 'Dan')
    await labelled('Ada', 'a closing quote', first.id)
    expect(await shown(5)).toMatchObject({ label: 'a closing quote', author: 'Ada' })
  })

  it('leave one current label of each author, show the last one, and keep one score of each person', async () => {
    await Promise.all(
      PEOPLE.flatMap((author) => [
        addLabel(test.current, { dictionaryId: dictionary.id, index: 3, text: `first of ${author}`, author }),
        addLabel(test.current, {
          dictionaryId: dictionary.id,
          index: 3,
          text: `second of ${author}`,
          author,
        }),
        addAnnotation(test.current, {
          ...{ dictionaryId: dictionary.id, index: 3, annotator: author, interpretation: 'x' },
          ...{
            confidence: 1,
            activationConsistency: 5,
            logitConsistency: 1,
            separation: null,
            specificity: 1,
          },
        }),
      ]),
    )
    const byPeople = (await listLabels(test.current, dictionary.id, 3)).filter(
      ({ authorKind }) => authorKind === 'person',
    )
    expect(byPeople).toHaveLength(2 * PEOPLE.length)
    expect(byPeople.filter(({ current }) => current)).toHaveLength(PEOPLE.length)
    expect(await shown(3)).toMatchObject({
      ...{ label: byPeople[0].text, author: byPeople[0].author, annotated: true },
    })
    const standing = { dictionaryId: dictionary.id, index: 3, retiredAt: null }
    expect(await test.current.prisma.annotation.count({ where: standing })).toBe(PEOPLE.length)
  })

  it('change nothing if one part of a write fails', async () => {
    const before = await shown(4)
    const changes = await test.current.prisma.change.count()
    const failing = writeOnFeature(test.current, { dictionaryId: dictionary.id, index: 4 }, async (tx) => {
      const { id } = await tx.star.create({ data: on(4, 'Ada') })
      await tx.label.create({
        data: { dictionaryId: dictionary.id, index: 4, text: 'x', authorKind: 'person', author: 'Ada' },
      })
      // the table refuses a change of somebody else's row
      return tx.change.create({ data: { person: 'Grace', kind: 'star', stands: id } })
    })
    await expect(failing).rejects.toThrow(/belongs to the author/)
    expect(await shown(4)).toEqual(before)
    expect(await test.current.prisma.change.count()).toBe(changes)
    expect((await readMarks(test.current, dictionary.id, 4)).stars).toEqual([])
  })
})
