import type { Label } from '@/lib/contract/labels'
import { formatCount, formatFixed, formatPercent, formatSignificant } from '@/lib/view/format'

/** Reads the evidence for the score of a computed label. The explainer defines its JSON; pages show its scalars. */

export function scoreName(kind: string | null): string {
  return kind === null ? 'score' : wordsOf(kind)
}

/** Counts of the places on which a label of an older analysis was tested. */
const TESTED = ['testPositives', 'testRandomNegatives', 'testNearMisses']

/** Returns what a label was scored on: "318,204 tokens of other documents", or null if that is not known. */
export function scoredOn({ figures, evidence }: Pick<Label, 'figures' | 'evidence'>): string | null {
  if (typeof evidence !== 'object' || evidence === null) return null
  const fields = evidence as Record<string, unknown>
  if (figures) {
    const text = typeof fields.scoredOn === 'string' ? fields.scoredOn : 'text'
    return `${formatCount(figures.tokens)} tokens of ${text}`
  }
  const count = exampleCount(fields)
  return count === null ? null : `${count} chosen examples`
}

/** Returns the figures that a score is made of, as they are shown: "precision 0.81", "recall 0.42" … */
export function figureTexts(figures: Label['figures']): readonly string[] {
  if (figures === null) return []
  return [
    `precision ${formatFixed(figures.precision)}`,
    `${formatPercent(figures.activationShare)} of activation`,
    `recall ${formatFixed(figures.recall)}`,
  ]
}

function exampleCount(fields: Record<string, unknown>): string | null {
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
