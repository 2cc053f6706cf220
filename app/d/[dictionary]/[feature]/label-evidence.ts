import { formatCount, formatSignificant } from '@/lib/view/format'

/** What a computed label's score rests on. Its JSON is the explainer's; scalars are shown, named. */

export function scoreName(kind: string | null): string {
  return kind === null ? 'score' : wordsOf(kind)
}

/** Places a label was tested on, none of which it was chosen by. */
const TESTED = ['testPositives', 'testRandomNegatives', 'testNearMisses']

/** Held-out examples behind a score, grouped; null when the evidence does not say. */
export function evidenceCount(evidence: unknown): string | null {
  if (typeof evidence !== 'object' || evidence === null) return null
  const fields = evidence as Record<string, unknown>
  const counts = TESTED.map((name) => fields[name]).filter((count) => typeof count === 'number')
  if (counts.length > 0) return formatCount(counts.reduce((sum, count) => sum + count, 0))
  return typeof fields.examples === 'number' ? formatCount(fields.examples) : null
}

/** "true positives", "41" … for every scalar of the evidence, in its order. */
export function evidenceRows(evidence: unknown): readonly (readonly [name: string, value: string])[] {
  if (typeof evidence !== 'object' || evidence === null) return []
  return Object.entries(evidence).flatMap(([name, value]) => {
    if (typeof value === 'number') {
      const text = Number.isInteger(value) ? formatCount(value) : formatSignificant(value)
      return [[wordsOf(name), text] as const]
    }
    if (typeof value === 'string' || typeof value === 'boolean')
      return [[wordsOf(name), String(value)] as const]
    return []
  })
}

function wordsOf(name: string): string {
  return name
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
}
