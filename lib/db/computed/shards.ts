import type { Client, Queryable } from '../transaction'

/**
 * What a shard hands on to later stages: `totals` and `choices` are one record; `summary`, `samples`, `intervals`,
 * `effects` and `neurons` have a record for each block of features. For `neurons` a shard is a group of shards, for
 * `medians` (of logit effects) a range of features.
 */
export type ShardDataKind =
  | 'totals'
  | 'summary'
  | 'choices'
  | 'samples'
  | 'intervals'
  | 'effects'
  | 'neurons'
  | 'medians'

/** Stores what a shard hands on, a record a block from `firstBlock` on. Repeating it changes nothing. */
export async function putShardData(
  client: Client,
  analysisId: number,
  kind: ShardDataKind,
  shard: number,
  blocks: readonly Uint8Array[],
  firstBlock = 0,
): Promise<void> {
  for (const [i, bytes] of blocks.entries())
    await client.query(
      `INSERT INTO shard_data (analysis_id, kind, block, shard, bytes) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (analysis_id, kind, block, shard) DO UPDATE SET bytes = excluded.bytes`,
      [
        analysisId,
        kind,
        firstBlock + i,
        shard,
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      ],
    )
}

/** Returns one block of every shard, in order of shards. */
export async function everyShard(
  db: Queryable,
  analysisId: number,
  kind: ShardDataKind,
  block = 0,
): Promise<Uint8Array[]> {
  const { rows } = await db.query<{ bytes: Buffer }>(
    'SELECT bytes FROM shard_data WHERE analysis_id = $1 AND kind = $2 AND block = $3 ORDER BY shard',
    [analysisId, kind, block],
  )
  return rows.map(({ bytes }) => new Uint8Array(bytes))
}

/** Returns every block of one shard, in order of blocks. */
export async function oneShard(
  db: Queryable,
  analysisId: number,
  kind: ShardDataKind,
  shard: number,
): Promise<Uint8Array[]> {
  const { rows } = await db.query<{ bytes: Buffer }>(
    'SELECT bytes FROM shard_data WHERE analysis_id = $1 AND kind = $2 AND shard = $3 ORDER BY block',
    [analysisId, kind, shard],
  )
  return rows.map(({ bytes }) => new Uint8Array(bytes))
}

/** Deletes the data that was needed only to make an analysis. */
export async function dropShards(client: Client, analysisIds: readonly number[]): Promise<void> {
  await client.query('DELETE FROM shard_data WHERE analysis_id = ANY ($1)', [analysisIds])
}
