import type { Entities } from '../database'
import { lockFeature, type OfFeature, refreshShown } from '../shown-columns'
import { onPrisma } from '../statement-runner'
import type { Transaction } from '../transaction'

/**
 * Runs a write that lists of features show, as the only writer of the feature, and refreshes the shown columns, all or
 * nothing. A write that returns null has changed nothing. Throws `not_found` for an unknown feature.
 */
export function writeOnFeature<T>(
  { prisma }: Entities,
  feature: OfFeature,
  write: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return prisma.$transaction((tx) => writeInside(tx, feature, () => write(tx)))
}

/** Works like writeOnFeature, inside the caller's transaction, which must not have locked anything yet. */
export async function writeInside<T>(
  tx: Transaction,
  { dictionaryId, index }: OfFeature,
  write: () => Promise<T>,
): Promise<T> {
  const runner = onPrisma(tx)
  const analysisId = await lockFeature(runner, { dictionaryId, index })
  const written = await write()
  if (written !== null) await refreshShown(runner, { dictionaryId, analysisId, index })
  return written
}
