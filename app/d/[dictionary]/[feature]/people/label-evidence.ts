import { formatCount, formatSignificant } from '@/lib/view/format'

/** Reads the evidence for the score of a computed label. The explainer defines its JSON; pages show its scalars. */

export function scoreName(kind: string | null): string {
  return kind === null ? 'score' : wordsOf(kind)
}

/** Counts of the places on which a label was tested; none of them was used to find the label. */
const TESTED = ['testPositives', 'testRandomNegatives', 'testNearMisses']

/** Returns the counts of held-out examples for a score by group, or null if the evidence does not have them. */
export function evidenceCount(evidence: unknown): string | null {
  if (typeof evidence !== 'object' || evidence === null) return null
  const fields = evidence as Record<string, unknown>
  const counts = TESTED.map((name) => fields[name]).filter((count) => typeof count === 'number')
  if (counts.length > 0) return formatCount(counts.reduce((sum, count) => sum + count, 0))
  return typeof fields.examples === 'number' ? formatCount(fields.examples) : null
}

/** Returns name and text of every scalar of the evidence, in its order: "true positives", "41" … */
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
