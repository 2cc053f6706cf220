import type { HeldOutRule, TrainingCorpus } from './corpus'
import { contentTokens, type TokenSet } from './token-set'

/** The facts about the text in training.json and the cards. */
export interface CorpusRecord {
  readonly description: string
  readonly hash: string
  readonly heldOut: HeldOutRule
  readonly trainingDocuments: number
  readonly trainingTokens: number
  readonly heldOutDocuments: number
  readonly heldOutTokens: number
  readonly heldOutPackages: number
}

/** Describes a corpus by its training and held-out windows. */
export function corpusRecord(corpus: TrainingCorpus, training: TokenSet, heldOut: TokenSet): CorpusRecord {
  return {
    description: corpus.description,
    hash: corpus.hash,
    heldOut: corpus.rule,
    trainingDocuments: training.documents,
    trainingTokens: contentTokens(training),
    heldOutDocuments: heldOut.documents,
    heldOutTokens: contentTokens(heldOut),
    heldOutPackages: heldOut.unitNames.length,
  }
}
