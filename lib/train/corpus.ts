import { createHash } from 'node:crypto'
import { PACKAGES_TEXT } from '@/lib/contract/training-record'
import { loadDependencyTree } from '@/lib/corpus/dependency-tree'
import { removeNearDuplicates } from '@/lib/corpus/near-duplicates'
import { readText } from '@/lib/corpus/read-text'
import { heldOut } from '@/lib/corpus/seeded-hash'
import type { Document } from '@/lib/domain/corpus'
import type { TextSource } from '@/lib/domain/measured-text'
import { SemascopeError } from '@/lib/errors'

/** The rule for whole units (packages, or documents of a user's text) that no training sees. */
export interface HeldOutRule {
  readonly seed: number
  readonly share: number
}

/** The rule of the shipped models; analyses of these models use the same seed and share for their corpus. */
export const HELD_OUT: HeldOutRule = { seed: 1, share: 0.1 }

/** Text before it is split. */
export interface SourceText {
  readonly source: TextSource
  /** Description for the model card. */
  readonly description: string
  readonly documents: readonly Document[]
}

export interface TrainingCorpus {
  /** Description for the model card. */
  readonly description: string
  /** First 16 hex digits of the SHA-256 over names and texts in order. */
  readonly hash: string
  readonly rule: HeldOutRule
  readonly training: readonly Document[]
  readonly heldOut: readonly Document[]
}

/** Returns the text of the corpus packages under `root`, split into training and held-out packages. */
export async function dependencyTreeCorpus(root: string): Promise<TrainingCorpus> {
  const { documents, description } = await dependencyTreeText(root)
  return splitCorpus(documents, description, HELD_OUT)
}

/** Returns the text of the corpus packages under `root`. */
export async function dependencyTreeText(root: string): Promise<SourceText> {
  const description = `${PACKAGES_TEXT} of Semascope (corpus/manifest.json)`
  return { source: 'packages', description, documents: await loadDependencyTree({ root }) }
}

/** Reads a user's text like `filesText`, and splits it into training and held-out documents. */
export async function textCorpus(paths: readonly string[]): Promise<TrainingCorpus> {
  const { documents, description } = await filesText(paths)
  return splitCorpus(documents, description, HELD_OUT)
}

/** Reads a user's text from files, folders and globs, and removes near-duplicates. */
export async function filesText(paths: readonly string[]): Promise<SourceText> {
  const { documents } = await readText(paths)
  const { kept } = removeNearDuplicates(documents)
  return { source: 'paths', description: `text of ${paths.join(', ')}`, documents: kept }
}

/** Splits documents by their unit. Throws `invalid_input` if nothing is left to train on or to measure with. */
export function splitCorpus(
  documents: readonly Document[],
  description: string,
  rule: HeldOutRule,
): TrainingCorpus {
  const hash = createHash('sha256')
  for (const { name, text } of documents) hash.update(`${name}\0${text}\0`)
  const outside = documents.map(({ unit }) => heldOut(unit, rule.seed, rule.share))
  const training = documents.filter((_, i) => !outside[i])
  if (training.length === 0)
    throw new SemascopeError('invalid_input', `${description}: no document is left to train on`)
  if (training.length === documents.length)
    throw new SemascopeError(
      'invalid_input',
      `${description}: none of ${documents.length} documents is held out to measure with; give more documents`,
    )
  return {
    description,
    hash: hash.digest('hex').slice(0, 16),
    rule,
    training,
    heldOut: documents.filter((_, i) => outside[i]),
  }
}
