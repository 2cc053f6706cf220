import { implement } from '@orpc/server'
import { contract } from '@/lib/contract/operations'
import { database } from '@/lib/db/database'
import type { ApiContext } from './context'
import { signatureOf } from './signature'

/**
 * The contract to be implemented. Input is checked before anything else is done; answers are not, as their types are
 * (tests check them). `plain` is without the database.
 */
export const plain = implement(contract).$context<ApiContext>().$config({
  initialInputValidationIndex: Number.NEGATIVE_INFINITY,
  initialOutputValidationIndex: Number.NaN,
})

/** The contract to be implemented on the database; notes who signed a write. */
export const api = plain.use(async ({ context, next }, input) => {
  const who = signatureOf(input)
  if (who !== undefined) context.notes.who = who
  return next({ context: { db: await database() } })
})
