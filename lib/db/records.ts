import type { Sweep } from '@/lib/contract/sweep'
import type { TrainingRecord } from '@/lib/contract/training-record'
import type { Client } from './transaction'

/**
 * Stores what came with a model's weights and its dictionaries', replacing what was known. Sweeps of the model that
 * are not among them are forgotten.
 */
export async function storeRecords(
  client: Client,
  modelHash: string,
  records: {
    readonly training: readonly { readonly weightsHash: string; readonly record: TrainingRecord }[]
    readonly sweeps: readonly { readonly name: string; readonly sweep: Sweep }[]
  },
): Promise<void> {
  for (const { weightsHash, record } of records.training)
    await client.query(
      `INSERT INTO training_record (weights_hash, record) VALUES ($1, $2)
       ON CONFLICT (weights_hash) DO UPDATE SET record = excluded.record`,
      [weightsHash, JSON.stringify(record)],
    )
  const names = records.sweeps.map(({ name }) => name)
  await client.query('DELETE FROM sweep WHERE model_hash = $1 AND name <> ALL ($2)', [modelHash, names])
  for (const { name, sweep } of records.sweeps)
    await client.query(
      `INSERT INTO sweep (model_hash, name, hook, sweep) VALUES ($1, $2, $3, $4)
       ON CONFLICT (model_hash, name) DO UPDATE SET hook = excluded.hook, sweep = excluded.sweep`,
      [modelHash, name, sweep.hook, JSON.stringify(sweep)],
    )
}
