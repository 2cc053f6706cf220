import type { ChangeKind } from '@/lib/contract/changes'
import { SemascopeError } from '@/lib/errors'
import type { Transaction } from '../transaction'

/** What a person did to their own rows. */
export interface NewChange {
  readonly person: string
  readonly kind: ChangeKind
  /** The row that became current, and the row that was retired. */
  readonly stands?: number | bigint | null
  readonly ended?: number | bigint | null
  /** For edits, where both rows are the edited one. */
  readonly before?: string | null
  readonly after?: string | null
  readonly undoes?: number | null
}

/** Records a change in the transaction that makes it. Returns the number of the change. */
export async function recordChange(tx: Transaction, change: NewChange): Promise<number> {
  const { id } = await tx.change.create({ data: change, select: { id: true } })
  return Number(id)
}

/** Records several changes. Returns their numbers in the same order. */
export async function recordChanges(tx: Transaction, changes: readonly NewChange[]): Promise<number[]> {
  const rows = await tx.change.createManyAndReturn({ data: [...changes], select: { id: true } })
  return rows.map(({ id }) => Number(id))
}

/** Throws `forbidden`, with the name of the author, if a row belongs to another person. */
export function requireAuthor(what: string, author: string, person: string): void {
  if (author !== person) throw new SemascopeError('forbidden', `${what} is ${author}'s, not ${person}'s`)
}
