import type { ChangeKind } from '@/lib/contract/changes'
import { SemascopeError } from '@/lib/errors'
import type { Transaction } from '../transaction'

/** What a person did to rows of theirs. */
export interface NewChange {
  readonly person: string
  readonly kind: ChangeKind
  /** The row that came to stand, and the one that was retired. */
  readonly stands?: number | bigint | null
  readonly ended?: number | bigint | null
  /** Of edits, where both rows are the one edited. */
  readonly before?: string | null
  readonly after?: string | null
  readonly undoes?: number | null
}

/** Writes down a change in the transaction that makes it. Returns the change's number. */
export async function recordChange(tx: Transaction, change: NewChange): Promise<number> {
  const { id } = await tx.change.create({ data: change, select: { id: true } })
  return Number(id)
}

/** Throws `forbidden` unless a row is the person's, naming whose it is. */
export function requireAuthor(what: string, author: string, person: string): void {
  if (author !== person) throw new SemascopeError('forbidden', `${what} is ${author}'s, not ${person}'s`)
}
