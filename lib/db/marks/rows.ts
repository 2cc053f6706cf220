/** The rows that changes are about, of all kinds. A row is current until it is retired. */
import type { ChangeKind } from '@/lib/contract/changes'
import type { OfFeature } from '../shown-columns'
import type { Transaction } from '../transaction'

interface RetirableRows {
  updateMany(args: {
    where: { id: number; retiredAt: null | { not: null } }
    data: { retiredAt: Date | null }
  }): PromiseLike<{ count: number }>
}

/** Returns the table whose rows a kind of change restores or retires. */
export function retirableRows(tx: Transaction, kind: ChangeKind): RetirableRows {
  switch (kind) {
    case 'star':
      return tx.star
    case 'comment':
      return tx.comment
    case 'tag':
      return tx.personTag
    case 'label':
      return tx.label
    case 'score':
      return tx.annotation
    case 'list':
    case 'list-name':
      return tx.featureList
    case 'entry':
    case 'entry-note':
    case 'entry-place':
      return tx.listEntry
    default:
      return kind satisfies never
  }
}

interface FeatureRows {
  findUnique(args: {
    where: { id: number }
    select: { dictionaryId: true; index: true }
  }): PromiseLike<OfFeature | null>
}

/** Returns the table of a kind of mark that lists of features show. */
export function featureRows(tx: Transaction, kind: 'star' | 'tag' | 'label' | 'score'): FeatureRows {
  return { star: tx.star, tag: tx.personTag, label: tx.label, score: tx.annotation }[kind]
}
