import type { Sweep } from '@/lib/contract/sweep'
import type { TrainingRecord } from '@/lib/contract/training-record'
import type { Entities } from './database'
import { toJson } from './json'

/** Returns the training records of dictionaries, by hash of their weights; those without one are left out. */
export async function trainingRecords(
  { prisma }: Entities,
  hashes: readonly string[],
): Promise<TrainingRecord[]> {
  const found = await prisma.trainingRecord.findMany({ where: { weightsHash: { in: [...hashes] } } })
  return found.map(({ record }) => record as unknown as TrainingRecord)
}

/**
 * Stores what came with a model's weights and its dictionaries', replacing what was known. Sweeps of the model that
 * are not among them are forgotten.
 */
export async function storeRecords(
  { prisma }: Entities,
  modelHash: string,
  records: {
    readonly training: readonly { readonly weightsHash: string; readonly record: TrainingRecord }[]
    readonly sweeps: readonly { readonly name: string; readonly sweep: Sweep }[]
  },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    for (const { weightsHash, record: written } of records.training) {
      const record = toJson(written)
      await tx.trainingRecord.upsert({
        where: { weightsHash },
        create: { weightsHash, record },
        update: { record },
      })
    }
    const names = records.sweeps.map(({ name }) => name)
    await tx.sweep.deleteMany({ where: { modelHash, name: { notIn: names } } })
    for (const { name, sweep } of records.sweeps) {
      const data = { hook: sweep.hook, sweep: toJson(sweep) }
      await tx.sweep.upsert({
        where: { modelHash_name: { modelHash, name } },
        create: { modelHash, name, ...data },
        update: data,
      })
    }
  })
}
