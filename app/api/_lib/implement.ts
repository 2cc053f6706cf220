import { implement } from '@orpc/server'
import { contract } from '@/lib/contract/operations'
import { database } from '@/lib/db/database'
import type { ApiContext } from './context'
import { signatureOf } from './signature'

/**
 * Implements the contract. Input is checked before anything else is done. Answers are not checked, because the compiler
 * checks their types, and tests check them. `plain` does not use the database.
 */
export const plain = implement(contract).$context<ApiContext>().$config({
  initialInputValidationIndex: Number.NEGATIVE_INFINITY,
  initialOutputValidationIndex: Number.NaN,
})

/** Implements the contract with the database, and remembers who signed a write. */
export const api = plain.use(async ({ context, next }, input) => {
  const who = signatureOf(input)
  if (who !== undefined) context.notes.who = who
  return next({ context: { db: await database() } })
})
