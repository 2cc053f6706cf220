import type { FeatureRow } from '@/lib/contract/schemas'
import { tagsOfBits } from '@/lib/domain/motif'
import { featureLines } from '../columns/lines'
import { derive, type FeatureColumns, featureColumns } from '../columns/load'
import type { LinePart } from '../columns/pack-lines'
import { database } from '../database'
import type { Published } from '../published'
import { rowExamples } from './row-examples'

/** Features by number, in the order given; with so many of their strongest examples. Unknown numbers are left out. */
export async function featureRows(
  source: Published,
  indices: readonly number[],
  examples = 0,
): Promise<FeatureRow[]> {
  const texts = await featureRowTexts(source, indices, examples)
  return texts.map((text) => JSON.parse(text) as FeatureRow)
}

/** The same, each as the JSON of a FeatureRow: what is stored of it need not be read to be answered. */
export async function featureRowTexts(
  source: Published,
  indices: readonly number[],
  examples = 0,
): Promise<string[]> {
  const parts = await partsOf(source, indices)
  const rows = parts.map(({ figures, line }) => joined(JSON.stringify(figures), line))
  if (examples === 0) return rows
  const known = parts.map(({ figures }) => figures.index)
  const strongest = await rowExamples(source, known, examples)
  return rows.map((row, at) =>
    joined(row, JSON.stringify({ examples: strongest.get(known[at]) ?? [] } satisfies Partial<FeatureRow>)),
  )
}

/** What features are called, with the figures that searches show; in the order given, unknown numbers left out. */
export async function featureNames(source: Published, indices: readonly number[]) {
  return (await partsOf(source, indices)).map(({ figures, line }) => {
    const { index, label, labelAuthor, labelScore, density, maxActivation } = figures
    const { topTokens, promotedTokens } = JSON.parse(line) as LinePart
    return { index, label, labelAuthor, labelScore, density, maxActivation, topTokens, promotedTokens }
  })
}

/** Both parts of rows: what columns hold, and the stored JSON of a LinePart. */
async function partsOf(source: Published, indices: readonly number[]) {
  const columns = await featureColumns(source)
  const known = indices.filter((index) => index >= 0 && index < columns.size)
  const { pool } = await database()
  const lines = await featureLines(pool, source.analysis.id, known)
  return known.map((index, at) => ({ figures: figuresOf(index, columns), line: lines[at] }))
}

/** One JSON object of two that are not empty and share no names. */
const joined = (first: string, second: string) => `${first.slice(0, -1)},${second.slice(1)}`

/** What columns hold of a row; NaN as null. */
function figuresOf(index: number, columns: FeatureColumns): Omit<FeatureRow, keyof LinePart | 'examples'> {
  const { numbers } = columns
  const orNull = (value: number) => (Number.isNaN(value) ? null : value)
  const stars = columns.stars[index]
  const personTags = tagsByFeature(columns).get(index)
  return {
    index,
    label: columns.labels[index] || null,
    labelAuthor: columns.authors[index] || null,
    labelScore: orNull(numbers.score[index]),
    studyScore: orNull(numbers.study[index]),
    count: numbers.count[index],
    density: numbers.density[index],
    maxActivation: numbers.max[index],
    meanActivation: orNull(numbers.mean[index]),
    distinctTokens: numbers.tokens[index],
    tags: Number.isNaN(numbers.tags[index]) ? null : tagsOfBits(numbers.tags[index]),
    singleTokenShare: orNull(numbers.same[index]),
    lossEffect: orNull(numbers.loss[index]),
    encoderBias: orNull(numbers.bias[index]),
    encoderNorm: numbers.encoderNorm[index],
    encoderDecoderCosine: numbers.cosine[index],
    ...(stars > 0 ? { stars } : {}),
    ...(personTags ? { personTags } : {}),
  }
}

function tagsByFeature(columns: FeatureColumns): Map<number, string[]> {
  return derive(columns, 'person tags', () => {
    const tags = new Map<number, string[]>()
    for (const [tag, features] of columns.personTags)
      for (const index of features) tags.set(index, [...(tags.get(index) ?? []), tag])
    return tags
  })
}
