import { formatCount, formatSignificant } from '@/lib/api/format'

/** What a computed label's score rests on. Its JSON is the explainer's; scalars are shown, named. */

const NAMES: Readonly<Record<string, string>> = {
  balancedAccuracy: 'balanced accuracy',
  balanced_accuracy: 'balanced accuracy',
  spearman: 'ρ',
}

export function scoreName(kind: string | null): string {
  if (kind === null) return 'score'
  return NAMES[kind] ?? wordsOf(kind)
}

/** Held-out examples behind a score, grouped; null when the evidence does not say. */
export function evidenceCount(evidence: unknown): string | null {
  if (typeof evidence !== 'object' || evidence === null) return null
  for (const name of ['examples', 'heldOutExamples', 'held_out', 'n', 'count']) {
    const value = (evidence as Record<string, unknown>)[name]
    if (typeof value === 'number') return formatCount(value)
  }
  return null
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
