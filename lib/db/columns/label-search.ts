/** Texts within the labels of an analysis, found in one string that holds them all. Pure. */
import { derive, type FeatureColumns } from './load'

export interface LabelTexts {
  /** Labels in lower case, one after the other. */
  readonly all: string
  /** Where the label of each feature begins in it; one more for the end. */
  readonly starts: Int32Array
}

/** The labels shown, in lower case. */
export function labelTexts(columns: FeatureColumns): LabelTexts {
  return derive(columns, 'label texts', () => {
    const lower = columns.labels.map((label) => label.toLowerCase())
    const starts = new Int32Array(lower.length + 1)
    lower.forEach((label, index) => {
      starts[index + 1] = starts[index] + label.length
    })
    return { all: lower.join(''), starts }
  })
}

/** Features whose label has every one of the texts, which are in lower case and not empty; ascending. */
export function featuresLabelled({ all, starts }: LabelTexts, texts: readonly string[]): number[] {
  const found: number[] = []
  if (texts.length === 0) return found
  const [first, ...others] = rarestFirst(all, texts)
  let index = 0
  let at = all.indexOf(first)
  while (at >= 0) {
    index = featureAt(starts, at, index)
    const end = starts[index + 1]
    if (at + first.length > end) {
      // it goes on into the next label: not this one's
      at = all.indexOf(first, at + 1)
      continue
    }
    const label = others.length > 0 ? all.slice(starts[index], end) : ''
    if (others.every((text) => label.includes(text))) found.push(index)
    at = all.indexOf(first, end)
  }
  return found
}

/** Whether one label has a text, which is in lower case and not empty. */
export function isLabelled({ all, starts }: LabelTexts, index: number, text: string): boolean {
  return all.slice(starts[index], starts[index + 1]).includes(text)
}

/** Share of labels from which on a text is common. */
const COMMON = 1 / 50

/** Whether so many labels have a text that a list's page is found sooner by asking of one after the other. */
export function isCommon({ all, starts }: LabelTexts, text: string): boolean {
  const sample = sampleOf(all)
  const labels = (starts.length - 1) * (sample.length / all.length)
  return occurrences(sample, text) > labels * COMMON
}

/** Characters of labels in which texts are counted. */
const SAMPLE = 1 << 16

/** From the middle. */
function sampleOf(all: string): string {
  const from = Math.max(0, (all.length - SAMPLE) >> 1)
  return all.slice(from, from + SAMPLE)
}

/** Begins with the one found least. */
function rarestFirst(all: string, texts: readonly string[]): readonly string[] {
  if (texts.length === 1) return texts
  const sample = sampleOf(all)
  const counted = texts.map((text) => ({ text, count: occurrences(sample, text) }))
  return counted.sort((a, b) => a.count - b.count || b.text.length - a.text.length).map(({ text }) => text)
}

function occurrences(within: string, text: string): number {
  let count = 0
  for (let at = within.indexOf(text); at >= 0; at = within.indexOf(text, at + text.length)) count++
  return count
}

/** The feature whose label holds a place; `from` is one that is not after it. */
function featureAt(starts: Int32Array, place: number, from: number): number {
  let low = from
  // near in most searches: steps that double, then halving
  let step = 1
  while (low + step < starts.length - 1 && starts[low + step] <= place) step *= 2
  let high = Math.min(low + step, starts.length - 1)
  while (low + 1 < high) {
    const middle = (low + high) >>> 1
    if (starts[middle] <= place) low = middle
    else high = middle
  }
  return low
}
