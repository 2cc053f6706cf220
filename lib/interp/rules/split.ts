/** Which text serves to choose rules, and which to score them. */
import { hash32 } from '@/lib/analysis/hash'

/** Of so many units about one is scored on. */
const SCORED_OF = 3
/** Least share of the text on each side; otherwise whole sequences are divided instead of documents. */
const LEAST_SHARE = 0.15

export interface RuleSplit {
  /** What is wholly on one side: documents, with all others of their package; or only single sequences. */
  readonly by: 'documents' | 'sequences'
  /** Returns true for sequences that rules are scored on; the others serve to choose them. */
  isScored(sequence: number): boolean
}

/**
 * Divides sequences by a seeded hash of the unit of their document (for the installed packages: of the package). If there
 * are too few units for that, sequences are divided one by one.
 */
export function splitText(
  seed: number,
  documentOf: Int32Array,
  documents: readonly { readonly unit: string }[],
): RuleSplit {
  const scored = documents.map(({ unit }) => hashText(seed, unit) % SCORED_OF === 0)
  let count = 0
  for (const document of documentOf) if (scored[document]) count++
  const share = count / documentOf.length
  if (share >= LEAST_SHARE && share <= 1 - LEAST_SHARE)
    return { by: 'documents', isScored: (sequence) => scored[documentOf[sequence]] }
  return { by: 'sequences', isScored: (sequence) => hash32(seed, sequence, SALT, 0) % SCORED_OF === 0 }
}

const SALT = 0x73706c74

function hashText(seed: number, text: string): number {
  let hash = hash32(seed, SALT, text.length, 0)
  for (let i = 0; i < text.length; i++) hash = hash32(hash, text.charCodeAt(i), i, 0)
  return hash
}
