import type { Database } from '@/lib/db/database'
import { type DictionaryOutcome, type RunOutcome, runOutcome } from '@/lib/db/run-outcome'
import { formatExact } from '../ui/numbers'
import type { Progress } from '../ui/progress'

/** Prints the figures of a run that has succeeded: of its text and of each dictionary. */
export async function printOutcome(runId: number, db: Database, progress: Progress): Promise<void> {
  const outcome = await runOutcome(db.pool, runId)
  if (!outcome) return
  progress.note(describeOutcome(outcome))
  progress.result({ run: runId, ...outcome })
}

/** Returns the figures of a run, a line for the text and one for each dictionary. */
export function describeOutcome({ dictionaries, tokens, documents, leftOut }: RunOutcome): string {
  const text = `  ${formatExact(tokens)} tokens of ${formatExact(documents)} documents${leftOutOf(leftOut)}`
  const width = Math.max(...dictionaries.map(({ slug }) => slug.length))
  return [text, ...dictionaries.map((each) => `  ${each.slug.padEnd(width)}  ${figuresOf(each)}`)].join('\n')
}

function leftOutOf(leftOut: RunOutcome['leftOut']): string {
  if (!leftOut) return ''
  const { duplicates, skipped } = leftOut
  const files =
    skipped > 0 ? ` and ${formatExact(skipped)} ${skipped === 1 ? 'file' : 'files'} without text` : ''
  const copies = `${formatExact(duplicates)} near-${duplicates === 1 ? 'duplicate' : 'duplicates'}`
  return duplicates + skipped === 0 ? ', none left out' : `; left out: ${copies}${files}`
}

function figuresOf({ features, dead, l0, ceRecovered, isNeurons }: DictionaryOutcome): string {
  const parts = [`${formatExact(features)} ${isNeurons ? 'neurons' : 'features'}`]
  if (dead !== null && dead > 0) parts.push(`${formatExact(dead)} never active`)
  if (l0 === null) parts.push('L0 and loss not measured')
  else parts.push(`L0 ${l0.toFixed(1)}`)
  // The neuron basis gives its input back, so it recovers all of the loss by construction.
  if (!isNeurons && ceRecovered !== null) parts.push(`loss recovered ${(100 * ceRecovered).toFixed(1)} %`)
  return parts.join(', ')
}
