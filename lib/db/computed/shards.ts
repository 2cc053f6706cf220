import type { Client, Queryable } from '../transaction'

export type ShardDataKind = 'totals' | 'choices' | 'intervals'

/** Stores the summary of one dictionary in one shard: a record per block of features. Repeating it changes nothing. */
export async function putShardSummary(
  client: Client,
  analysisId: number,
  shard: number,
  blocks: readonly Uint8Array[],
): Promise<void> {
  await client.query('DELETE FROM shard_summary WHERE analysis_id = $1 AND shard = $2', [analysisId, shard])
  for (const [block, bytes] of blocks.entries())
    await client.query(
      'INSERT INTO shard_summary (analysis_id, block, shard, bytes) VALUES ($1, $2, $3, $4)',
      [analysisId, block, shard, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
    )
}

/** Returns one block of every shard, in order of shards. */
export async function shardSummaries(
  db: Queryable,
  analysisId: number,
  block: number,
): Promise<Uint8Array[]> {
  const { rows } = await db.query<{ bytes: Buffer }>(
    'SELECT bytes FROM shard_summary WHERE analysis_id = $1 AND block = $2 ORDER BY shard',
    [analysisId, block],
  )
  return rows.map(({ bytes }) => new Uint8Array(bytes))
}

export async function putShardData(
  client: Client,
  analysisId: number,
  kind: ShardDataKind,
  shard: number,
  bytes: Uint8Array,
): Promise<void> {
  await client.query(
    `INSERT INTO shard_data (analysis_id, kind, shard, bytes) VALUES ($1, $2, $3, $4)
     ON CONFLICT (analysis_id, kind, shard) DO UPDATE SET bytes = excluded.bytes`,
    [analysisId, kind, shard, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
  )
}

/** Returns the data that every shard, or one shard, handed on, in order of shards. */
export async function shardData(
  db: Queryable,
  analysisId: number,
  kind: ShardDataKind,
  shard?: number,
): Promise<Uint8Array[]> {
  const { rows } = await db.query<{ bytes: Buffer }>(
    `SELECT bytes FROM shard_data WHERE analysis_id = $1 AND kind = $2 AND ($3::integer IS NULL OR shard = $3)
     ORDER BY shard`,
    [analysisId, kind, shard ?? null],
  )
  return rows.map(({ bytes }) => new Uint8Array(bytes))
}

/** Deletes the data that was needed only to make an analysis. */
export async function dropShards(client: Client, analysisIds: readonly number[]): Promise<void> {
  await client.query('DELETE FROM shard_summary WHERE analysis_id = ANY ($1)', [analysisIds])
  await client.query('DELETE FROM shard_data WHERE analysis_id = ANY ($1)', [analysisIds])
}
